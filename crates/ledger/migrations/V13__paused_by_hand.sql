-- The operator who paused the outbox by hand; null where it rests because the ledger is a copy.
ALTER TABLE writing ADD COLUMN paused_by TEXT;
