-- Each time that was erased whose time is over, and of how many orders. by is null if the program
-- did it by itself.

CREATE TABLE erasure (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by TEXT,
    portraits INTEGER NOT NULL,
    typed INTEGER NOT NULL,
    drafts INTEGER NOT NULL
) STRICT;
