-- Times are milliseconds since 1970 in UTC. Orders are numbered in the order of their commits.

CREATE TABLE template (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE orders (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    draft BLOB UNIQUE,
    replaces BLOB,
    state INTEGER NOT NULL,
    connection_id TEXT NOT NULL,
    connection_name TEXT NOT NULL,
    environment TEXT NOT NULL,
    template_id TEXT NOT NULL,
    template_name TEXT NOT NULL,
    template_kind TEXT NOT NULL,
    template_body INTEGER NOT NULL REFERENCES template (id),
    person TEXT NOT NULL,
    external_id TEXT,
    by TEXT NOT NULL,
    station TEXT NOT NULL,
    committed_at INTEGER NOT NULL,
    claimed_at INTEGER,
    not_before INTEGER,
    cause TEXT,
    number TEXT,
    service_status TEXT,
    by_hand INTEGER NOT NULL DEFAULT 0,
    arrived_at INTEGER,
    checked_out_at INTEGER,
    handed_to TEXT,
    handed_on TEXT
) STRICT;

CREATE INDEX orders_by_state ON orders (state);
CREATE INDEX orders_by_connection ON orders (connection_id);
CREATE INDEX orders_by_template ON orders (template_id);
CREATE INDEX orders_by_service_status ON orders (service_status) WHERE service_status IS NOT NULL;
CREATE INDEX orders_by_number ON orders (connection_id, number) WHERE number IS NOT NULL;
CREATE INDEX orders_by_replaced ON orders (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE request (
    order_seq INTEGER PRIMARY KEY REFERENCES orders (seq) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;

-- The receipt of an accepted order, the problems of a refused one.
CREATE TABLE answer (
    order_seq INTEGER PRIMARY KEY REFERENCES orders (seq) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;

-- json is null once a sensitive value was erased.
CREATE TABLE value (
    order_seq INTEGER NOT NULL REFERENCES orders (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    label TEXT,
    json TEXT,
    sensitive INTEGER NOT NULL,
    PRIMARY KEY (order_seq, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE picture (
    seq INTEGER PRIMARY KEY,
    order_seq INTEGER NOT NULL REFERENCES orders (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    jpeg BLOB NOT NULL,
    UNIQUE (order_seq, position),
    UNIQUE (order_seq, field)
) STRICT;

-- Apart from the pictures, so that a list reads small rows only.
CREATE TABLE thumbnail (
    order_seq INTEGER NOT NULL REFERENCES orders (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    jpeg BLOB NOT NULL,
    PRIMARY KEY (order_seq, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    order_seq INTEGER NOT NULL REFERENCES orders (seq) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    by TEXT,
    station TEXT NOT NULL,
    kind TEXT NOT NULL,
    details TEXT NOT NULL
) STRICT;

CREATE INDEX timeline_by_order ON timeline (order_seq);

CREATE TRIGGER timeline_is_never_changed BEFORE UPDATE ON timeline
BEGIN
    SELECT raise(ABORT, 'the timeline is append-only');
END;

CREATE TRIGGER timeline_is_never_shortened BEFORE DELETE ON timeline
WHEN EXISTS (SELECT 1 FROM orders WHERE seq = old.order_seq)
BEGIN
    SELECT raise(ABORT, 'the timeline is append-only');
END;

-- Drafts.

CREATE TABLE draft (
    id BLOB PRIMARY KEY,
    connection_id TEXT NOT NULL,
    body TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;

CREATE INDEX draft_by_connection ON draft (connection_id, saved_at);

CREATE TABLE draft_picture (
    draft BLOB NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    kind INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (draft, field, kind)
) STRICT;

-- Counts are kept, because counting reads (and decrypts) everything it counts.

CREATE TABLE tally (
    connection_id TEXT NOT NULL,
    template_id TEXT NOT NULL,
    state INTEGER NOT NULL,
    orders INTEGER NOT NULL,
    PRIMARY KEY (connection_id, template_id, state)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tally_a_new_order AFTER INSERT ON orders
BEGIN
    INSERT INTO tally VALUES (new.connection_id, new.template_id, new.state, 1)
    ON CONFLICT DO UPDATE SET orders = orders + 1;
END;

CREATE TRIGGER tally_a_new_state AFTER UPDATE OF state ON orders
BEGIN
    UPDATE tally SET orders = orders - 1 WHERE connection_id = old.connection_id
        AND template_id = old.template_id AND state = old.state;
    INSERT INTO tally VALUES (new.connection_id, new.template_id, new.state, 1)
    ON CONFLICT DO UPDATE SET orders = orders + 1;
END;

CREATE TRIGGER tally_a_deleted_order AFTER DELETE ON orders
BEGIN
    UPDATE tally SET orders = orders - 1 WHERE connection_id = old.connection_id
        AND template_id = old.template_id AND state = old.state;
END;

-- Which orders a UTC day has, so that a range of days is a range of seq even though a clock may
-- have been set back between two orders.

CREATE TABLE day (
    day INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL
) STRICT;

CREATE TRIGGER note_the_day_of_a_new_order AFTER INSERT ON orders
BEGIN
    INSERT INTO day VALUES (new.committed_at / 86400000, new.seq, new.seq)
    ON CONFLICT DO UPDATE SET last = excluded.last;
END;

-- The search. Text is folded by the program: words of letters and digits, one space apart.

CREATE TABLE search (
    seq INTEGER PRIMARY KEY REFERENCES orders (seq) ON DELETE CASCADE,
    words TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE word USING fts5 (
    words, content = 'search', content_rowid = 'seq', tokenize = 'ascii', prefix = '1 2',
    detail = none, columnsize = 0
);
INSERT INTO word (word, rank) VALUES ('secure-delete', 1);

CREATE VIRTUAL TABLE part USING fts5 (
    words, content = 'search', content_rowid = 'seq', tokenize = 'trigram case_sensitive 1',
    columnsize = 0
);
INSERT INTO part (part, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER search_a_new_order AFTER INSERT ON search
BEGIN
    INSERT INTO word (rowid, words) VALUES (new.seq, new.words);
    INSERT INTO part (rowid, words) VALUES (new.seq, new.words);
END;

CREATE TRIGGER search_new_words AFTER UPDATE ON search
BEGIN
    INSERT INTO word (word, rowid, words) VALUES ('delete', old.seq, old.words);
    INSERT INTO part (part, rowid, words) VALUES ('delete', old.seq, old.words);
    INSERT INTO word (rowid, words) VALUES (new.seq, new.words);
    INSERT INTO part (rowid, words) VALUES (new.seq, new.words);
END;

CREATE TRIGGER search_no_more AFTER DELETE ON search
BEGIN
    INSERT INTO word (word, rowid, words) VALUES ('delete', old.seq, old.words);
    INSERT INTO part (part, rowid, words) VALUES ('delete', old.seq, old.words);
END;
