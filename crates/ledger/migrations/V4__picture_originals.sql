-- The SHA-256 of a picture as it came, by which the same picture is found under another name.

ALTER TABLE picture ADD COLUMN original_sha256 BLOB;

CREATE INDEX picture_by_original ON picture (original_sha256) WHERE original_sha256 IS NOT NULL;
