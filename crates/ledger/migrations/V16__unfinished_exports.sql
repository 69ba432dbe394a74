-- A file that is being made. Once it is whole, or known to be gone, it is no longer that.
ALTER TABLE export ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0;
