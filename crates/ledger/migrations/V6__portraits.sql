-- What is known of a picture of an order beside its pixels, opaque JSON; null for older ones.

ALTER TABLE picture ADD COLUMN record TEXT;

-- Since when a picture of a draft is kept: an original is not kept for long. Null for older ones,
-- which are as old as their draft.

ALTER TABLE draft_picture ADD COLUMN kept_since INTEGER;
