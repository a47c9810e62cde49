-- The statements that comment the given relations of a schema and their columns where they have no comment yet. A column
-- that is empty stands for the relation itself.
SELECT CASE WHEN a.attnum IS NULL
            THEN format('COMMENT ON %s %I.%I IS %L',
                        CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, n.nspname, c.relname, wanted.comment)
            ELSE format('COMMENT ON COLUMN %I.%I.%I IS %L', n.nspname, c.relname, a.attname, wanted.comment) END
  FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS wanted (relation, column_name, comment, position)
  JOIN pg_catalog.pg_class c ON c.relname = wanted.relation AND c.relkind IN ('r', 'm')
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = wanted.column_name AND a.attnum > 0
 WHERE n.nspname = ?
   AND (wanted.column_name = '' OR a.attnum IS NOT NULL)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_description d
                    WHERE d.classoid = 'pg_catalog.pg_class'::regclass
                      AND d.objoid = c.oid
                      AND d.objsubid = COALESCE(a.attnum, 0))
 ORDER BY wanted.position
