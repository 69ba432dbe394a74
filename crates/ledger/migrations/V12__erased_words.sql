-- What services and operators said of an order in their own words may quote the person: it goes when
-- the values go. Nothing else of the timeline can be changed, and nothing can be put in its place.

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
    )
)
BEGIN
    SELECT raise(ABORT, 'the timeline is append-only');
END;

-- So do those of orders whose values went before words did. State 5 is an accepted order.

UPDATE timeline SET details = 'null'
    WHERE kind IN ('refused', 'blocked', 'never_left', 'unknown', 'ordered_anyway', 'revoked')
    AND order_seq IN (SELECT seq FROM orders WHERE values_erased_at IS NOT NULL);

UPDATE timeline SET details = json_set(details, '$.errors', json('[]'))
    WHERE kind = 'accepted' AND details ->> '$.errors' <> '[]'
    AND order_seq IN (SELECT seq FROM orders WHERE values_erased_at IS NOT NULL);

UPDATE answer SET body = json_set(body, '$.errors', json('[]')) WHERE body ->> '$.errors' <> '[]'
    AND order_seq IN (SELECT seq FROM orders WHERE values_erased_at IS NOT NULL AND state = 5);

DELETE FROM answer
    WHERE order_seq IN (SELECT seq FROM orders WHERE values_erased_at IS NOT NULL AND state <> 5);

UPDATE orders SET cause = NULL WHERE values_erased_at IS NOT NULL;
