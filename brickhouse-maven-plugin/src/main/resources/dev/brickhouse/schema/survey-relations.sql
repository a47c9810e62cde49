-- what stands in the schema under the given names, with its columns
SELECT c.relname,
       c.relkind = 'r' AS is_table,
       a.attname,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS column_type
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = ?
  AND c.relname = ANY (?)
ORDER BY c.relname, a.attnum
