-- Why a person who had a credential got another one, in the caller's own word.

ALTER TABLE orders ADD COLUMN reissue TEXT;

-- By what orders of the same person are told, in lower case. Never a sensitive value. The kinds are
-- 0 the office's own reference, 1 an employee number, 2 an e-mail address.

CREATE TABLE identity (
    connection_id TEXT NOT NULL,
    kind INTEGER NOT NULL,
    folded TEXT NOT NULL,
    order_seq INTEGER NOT NULL REFERENCES orders (seq) ON DELETE CASCADE,
    PRIMARY KEY (connection_id, kind, folded, order_seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_by_order ON identity (order_seq);

-- Of older orders only the reference is known to be one.
INSERT INTO identity (connection_id, kind, folded, order_seq)
    SELECT connection_id, 0, lower(trim(external_id)), seq FROM orders
    WHERE trim(coalesce(external_id, '')) <> '';
