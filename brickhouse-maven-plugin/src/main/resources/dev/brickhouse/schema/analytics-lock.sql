-- keeps two makers of one analytics schema apart until the transaction ends
SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('brickhouse analytics ' || ?, 0))
