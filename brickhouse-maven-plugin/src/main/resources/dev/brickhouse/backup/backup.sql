-- name: set-up
SELECT to_regclass(?) IS NOT NULL;

-- name: export-snapshot
SELECT pg_catalog.pg_export_snapshot();

-- name: qualify-everything
-- catalog functions then write every name outside pg_catalog with its schema
SELECT pg_catalog.set_config('search_path', '', true);

-- name: tables
-- every table in the given schemas or, where none is given, in the whole database
SELECT n.nspname AS schema_name, c.relname AS table_name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r'
   AND c.relpersistence <> 't'
   AND CASE WHEN cardinality(?::text[]) = 0
            THEN n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ELSE n.nspname = ANY (?) END
 ORDER BY 1, 2;

-- name: without-data
-- whose contents a backup of the definitions leaves out: all but the migrations that ran, by which they are recognised
SELECT n.nspname AS schema_name, c.relname AS table_name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'm', 'S', 'p')
   AND c.relname <> 'brickhouse_schema_history'
   AND CASE WHEN cardinality(?::text[]) = 0
            THEN n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ELSE n.nspname = ANY (?) END
 ORDER BY 1, 2;
