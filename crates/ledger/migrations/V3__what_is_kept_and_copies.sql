-- What is kept of an order's request, which goes once the order was accepted: opaque JSON.

ALTER TABLE orders ADD COLUMN more TEXT;

-- How the credential stands at the service, as far as it is known here.

ALTER TABLE orders ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN expires_on TEXT;

-- Whether this is the newest writing of the ledger. The vault knows one of the two seals; a copy,
-- or one that was put back, bears older ones. paused_at is null while orders may leave.

CREATE TABLE writing (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    seal BLOB,
    next_seal BLOB,
    paused_at INTEGER
) STRICT;

INSERT INTO writing (only_row) VALUES (1);
