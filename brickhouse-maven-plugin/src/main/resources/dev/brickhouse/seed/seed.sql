-- name: wait-as-long-as-it-takes
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL tcp_keepalives_idle = 30;
SET LOCAL tcp_keepalives_interval = 10;
SET LOCAL tcp_keepalives_count = 3;

-- name: try-lock
SELECT pg_try_advisory_xact_lock(?, ?);

-- name: lock
SELECT pg_advisory_xact_lock(?, ?);

-- name: lock-shared
SELECT pg_advisory_xact_lock_shared(?, ?);

-- name: try-lock-shared
SELECT pg_try_advisory_xact_lock_shared(?, ?);

-- name: are-you-there
SELECT 1;

-- name: lock-holder
SELECT a.pid, COALESCE(host(a.client_addr), 'a local socket') AS client, a.backend_start
  FROM pg_catalog.pg_locks l
  JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'advisory'
   AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
   AND l.classid = ?::bigint::oid
   AND l.objid::bigint = (?::bigint + 4294967296) % 4294967296
   AND l.pid <> pg_backend_pid()
   AND l.granted
 ORDER BY a.backend_start
 LIMIT 1;

-- name: relation-exists
SELECT to_regclass(?) IS NOT NULL;

-- name: may-truncate
SELECT bool_and(has_table_privilege(t, 'TRUNCATE'))
  FROM unnest(?::text[]) AS t;

-- name: set-sequence
SELECT setval(s.name, GREATEST(?::bigint, 1), ?::bigint > 0)
  FROM (SELECT pg_get_serial_sequence(?, ?) AS name) AS s
 WHERE s.name IS NOT NULL;

-- name: server
SELECT current_setting('server_version') AS version,
       current_database() AS database,
       current_user AS username,
       has_database_privilege(current_database(), 'CREATE') AS may_create_schema;

-- name: schema-rights
SELECT has_schema_privilege(n.oid, 'CREATE') AS may_create
  FROM pg_catalog.pg_namespace n
 WHERE n.nspname = ?;

-- name: trends-are-empty
-- analytics.order_trends looks back 30 days from the server's date, and no order lies at or after the as-of date.
SELECT ?::date <= CURRENT_DATE - 30;
