-- What left the ledger as a file: the program cannot delete anything from it.

CREATE TABLE export (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    station TEXT NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    orders INTEGER NOT NULL
) STRICT;
