-- A form that came back with a backup or a copy: it may have been ordered since, so whoever goes on
-- with it is told.
ALTER TABLE draft ADD COLUMN returned_at INTEGER;
