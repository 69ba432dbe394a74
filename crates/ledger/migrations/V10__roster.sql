-- The people that the office knows from elsewhere, one list at most. It is replaced as a whole.

CREATE TABLE roster (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    imported_at INTEGER NOT NULL,
    file TEXT NOT NULL,
    unused TEXT NOT NULL
) STRICT;

-- An id is never given twice: what was offered of a former list is nobody in the next one.
CREATE TABLE roster_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Text is folded by the program: words of letters and digits.
CREATE TABLE roster_word (
    word TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES roster_person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX roster_word_by_person ON roster_word (person);
