-- which of the given views and indexes are not there
SELECT wanted.name
FROM unnest(?) WITH ORDINALITY AS wanted (name, position)
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ?
      AND c.relname = wanted.name
)
ORDER BY wanted.position
