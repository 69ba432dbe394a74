-- How many people of the roster were deleted with a person who was forgotten.
ALTER TABLE deletion ADD COLUMN people INTEGER NOT NULL DEFAULT 0;
