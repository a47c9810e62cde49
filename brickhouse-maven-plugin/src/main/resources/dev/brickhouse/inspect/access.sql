-- the tables that the queries read, whether they are there, and whether the connected user may read them
SELECT wanted.name,
       c.oid IS NOT NULL AS present,
       COALESCE(
           pg_catalog.has_schema_privilege(n.oid, 'USAGE')
               AND (pg_catalog.has_table_privilege(c.oid, 'SELECT')
                   OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT')),
           false) AS readable,
       CURRENT_USER AS user_name
FROM unnest(ARRAY['products', 'stores', 'users', 'inventory', 'orders']) WITH ORDINALITY AS wanted (name, position)
LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = ?
LEFT JOIN pg_catalog.pg_class c
    ON c.relnamespace = n.oid
    AND c.relname = wanted.name
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY wanted.position
