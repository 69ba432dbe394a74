-- Whoever collected a card for somebody else is found by name, and the name goes when that person is
-- forgotten, or with the values of the order. Nothing else of the timeline can be changed.

CREATE INDEX orders_handed_over ON orders (handed_to) WHERE handed_to IS NOT NULL;

ALTER TABLE deletion ADD COLUMN collected INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER timeline_is_never_changed;

CREATE TRIGGER timeline_is_never_changed BEFORE UPDATE ON timeline
WHEN NOT (
    new.seq = old.seq AND new.order_seq = old.order_seq AND new.at = old.at AND new.by IS old.by
    AND new.station = old.station AND new.kind = old.kind
    AND (
        new.details = 'null' AND old.kind IN (
            'refused', 'blocked', 'never_left', 'unknown', 'ordered_anyway', 'revoked'
        )
        OR new.details = json_set(old.details, '$.errors', json('[]')) AND old.kind = 'accepted'
        OR new.details = json_set(old.details, '$.to', '') AND old.kind = 'handed_over'
    )
)
BEGIN
    SELECT raise(ABORT, 'the timeline is append-only');
END;

-- So do those of orders whose values went before names did.

UPDATE timeline SET details = json_set(details, '$.to', '') WHERE kind = 'handed_over'
    AND order_seq IN (SELECT seq FROM orders WHERE values_erased_at IS NOT NULL);

UPDATE orders SET handed_to = '' WHERE handed_to IS NOT NULL AND values_erased_at IS NOT NULL;
