-- What services and operators said of an order in their own words may quote the person: it goes when
-- the values go. Nothing else of the timeline can be changed, and nothing can be put in its place.

DROP TRIGGER timeline_is_never_changed;

CREATE TRIGGER timeline_is_never_changed BEFORE UPDATE ON timeline
WHEN NOT (
    new.seq = old.seq AND new.order_seq = old.order_seq AND new.at = old.at AND new.by IS old.by
    AND new.station = old.station AND new.kind = old.kind
    AND (new.details = 'null' OR new.details = json_set(old.details, '$.errors', json('[]')))
)
BEGIN
    SELECT raise(ABORT, 'the timeline is append-only');
END;
