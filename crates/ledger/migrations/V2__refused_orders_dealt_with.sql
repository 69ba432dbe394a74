-- When a refused order was corrected by another one, or an operator set it aside.

ALTER TABLE orders ADD COLUMN dealt_with_at INTEGER;

-- The number 4 is State::Refused.
CREATE INDEX orders_refused_and_open ON orders (seq) WHERE state = 4 AND dealt_with_at IS NULL;
