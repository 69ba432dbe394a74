-- When a refused order was corrected by another one, or an operator set it aside.

ALTER TABLE orders ADD COLUMN dealt_with_at INTEGER;

-- The number 4 is State::Refused.
CREATE INDEX orders_refused_and_open ON orders (seq) WHERE state = 4 AND dealt_with_at IS NULL;

-- The service's id of what an order became: a look-up must not give one credential to two orders.

ALTER TABLE orders ADD COLUMN receipt_id TEXT;

CREATE INDEX orders_by_receipt ON orders (connection_id, receipt_id) WHERE receipt_id IS NOT NULL;
