-- name: export-snapshot
SELECT pg_catalog.pg_export_snapshot();

-- name: keep-snapshot
-- while pg_dump works, the transaction that holds its snapshot is idle
SELECT pg_catalog.set_config(name, '0', true)
  FROM pg_catalog.pg_settings
 WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout');

-- name: lock-timeout
-- how long this session waits for a lock, in milliseconds
SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'lock_timeout';

-- name: tables
-- every table in the given schemas or, where none is given, in the whole database; an extension brings its own along
SELECT n.nspname AS schema_name, c.relname AS table_name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r'
   AND c.relpersistence <> 't'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
   AND CASE WHEN cardinality(?::text[]) = 0
            THEN n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ELSE n.nspname = ANY (?) END
 ORDER BY 1, 2;

-- name: without-data
-- whose contents a backup of the definitions leaves out: all but the migrations that ran, by which they are recognized
SELECT n.nspname AS schema_name, c.relname AS table_name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'm', 'S', 'p')
   AND c.relname <> 'brickhouse_schema_history'
   AND CASE WHEN cardinality(?::text[]) = 0
            THEN n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            ELSE n.nspname = ANY (?) END
 ORDER BY 1, 2;

-- name: has-shown-certificate
SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid() AND client_dn IS NOT NULL)
