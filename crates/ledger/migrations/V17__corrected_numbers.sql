-- From here on a timeline may say that a number was corrected. A program that does not know what that
-- means must not take the order for a damaged one: it is told that the ledger is newer.
SELECT 1;
