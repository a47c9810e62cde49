-- the relations under the names of the plugin's tables and views, with what the connected user may read of them
SELECT n.nspname = wanted.tables_schema AS in_tables_schema,
       c.relname AS name,
       CURRENT_USER AS user_name,
       c.relkind AS kind,
       c.relispopulated AS populated,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE')
           AND (pg_catalog.has_table_privilege(c.oid, 'SELECT')
               OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT')) AS readable,
       pg_catalog.row_security_active(c.oid) AS hides_rows,
       c.relkind = 'p'
           AND pg_catalog.pg_get_partkeydef(c.oid) = 'RANGE (order_date)'
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i
                             JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
                            WHERE i.inhparent = c.oid
                              AND NOT (p.relkind = 'r' AND p.relnamespace = c.relnamespace AND p.relpersistence = 'p'))
           AS partitioned_by_date,
       EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus') AS in_cluster,
       ARRAY(SELECT a.attname::text || '=' || pg_catalog.format_type(a.atttypid, a.atttypmod)
               FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              ORDER BY a.attnum) AS columns
  FROM (VALUES (?::text, ?::text)) AS wanted (tables_schema, views_schema)
  JOIN pg_catalog.pg_namespace n ON n.nspname IN (wanted.tables_schema, wanted.views_schema)
  JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid
 WHERE c.relname = ANY (CASE WHEN n.nspname = wanted.tables_schema THEN ?::text[] ELSE ?::text[] END)
