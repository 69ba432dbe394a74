-- When an order came to its end: accepted, taken back, or refused and dealt with. From then on its
-- pictures and values are kept for as long as the office wants, and no longer.

ALTER TABLE orders ADD COLUMN ended_at INTEGER;
ALTER TABLE orders ADD COLUMN pictures_erased_at INTEGER;
ALTER TABLE orders ADD COLUMN values_erased_at INTEGER;

UPDATE orders SET ended_at = coalesce(dealt_with_at, (SELECT max(at) FROM timeline
        WHERE order_seq = orders.seq
        AND kind IN ('accepted', 'confirmed_by_hand', 'looked_up', 'cancelled')), committed_at)
    WHERE state IN (5, 7) OR dealt_with_at IS NOT NULL;

CREATE INDEX orders_with_pictures ON orders (ended_at)
    WHERE ended_at IS NOT NULL AND pictures_erased_at IS NULL;
CREATE INDEX orders_with_values ON orders (ended_at)
    WHERE ended_at IS NOT NULL AND values_erased_at IS NULL;

-- That something was deleted, and how much, but nothing of whom.

CREATE TABLE deletion (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by TEXT,
    station TEXT,
    orders INTEGER NOT NULL,
    pictures INTEGER NOT NULL,
    drafts INTEGER NOT NULL
) STRICT;
