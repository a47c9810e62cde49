-- name: facts
-- Asked while the session still has whatever settings the role, the database or a pooler gives it, so every name is qualified.
SELECT pg_catalog.pg_backend_pid() AS pid,
       pg_catalog.current_setting('search_path') AS search_path,
       current_user AS role,
       pg_catalog.current_setting('session_replication_role') AS replication_role,
       pg_catalog.pg_is_in_recovery() AS standby,
       (SELECT s.source
          FROM pg_catalog.pg_settings s
         WHERE s.name OPERATOR(pg_catalog.=) 'default_transaction_read_only'
           AND s.setting OPERATOR(pg_catalog.=) 'on') AS read_only_source,
       (SELECT pg_catalog.string_agg(s.name, ',')
          FROM pg_catalog.pg_settings s
         WHERE s.context OPERATOR(pg_catalog.=) 'user'
            OR s.context OPERATOR(pg_catalog.=) 'superuser'
           AND pg_catalog.current_setting('is_superuser') OPERATOR(pg_catalog.=) 'on') AS settable,
       -- not the current setting, which this transaction has changed
       (SELECT s.reset_val::pg_catalog.int4 OPERATOR(pg_catalog.>=) 4096
          FROM pg_catalog.pg_settings s
         WHERE s.name OPERATOR(pg_catalog.=) 'work_mem') AS has_memory,
       -- other systems do not tell a server that the other end has closed a connection, and PostgreSQL then refuses the setting
       pg_catalog.version() OPERATOR(pg_catalog.~) ' on [^,]*linux'
         OR pg_catalog.version() OPERATOR(pg_catalog.~) ' on [^,]*(darwin|freebsd)'
        AND pg_catalog.current_setting('server_version_num')::pg_catalog.int4 OPERATOR(pg_catalog.>=) 150000 AS notices_closing

-- name: lock-waits
-- Which of our sessions wait for the locks of others, and what may be seen of those.
SELECT DISTINCT
       waiting.pid AS waiting,
       (SELECT format('%I.%I', n.nspname, c.relname)
          FROM pg_catalog.pg_locks l
          JOIN pg_catalog.pg_class c ON c.oid = l.relation
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE l.pid = waiting.pid
           AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
           AND (NOT l.granted OR l.locktype = 'tuple')
         ORDER BY l.granted
         LIMIT 1) AS relation,
       -- servers before version 14 do not know since when
       COALESCE((SELECT extract(epoch FROM clock_timestamp() - (to_jsonb(l) ->> 'waitstart')::timestamptz)::int
                   FROM pg_catalog.pg_locks l
                  WHERE l.pid = waiting.pid
                    AND NOT l.granted
                  LIMIT 1), 0) AS waited,
       blocking.pid AS holder,
       holder.usename AS holder_user,
       holder.application_name AS application,
       host(holder.client_addr) AS client,
       to_char(holder.xact_start, 'YYYY-MM-DD HH24:MI:SS') AS since,
       holder.query AS query
  FROM pg_catalog.pg_stat_activity waiting
 CROSS JOIN LATERAL unnest(pg_catalog.pg_blocking_pids(waiting.pid)) AS blocking (pid)
  LEFT JOIN pg_catalog.pg_stat_activity holder ON holder.pid = blocking.pid
 WHERE waiting.wait_event_type = 'Lock'
   AND waiting.datname = current_database()
   AND (waiting.pid = ANY (?) OR waiting.application_name = ANY (?))
   AND blocking.pid <> ALL (?)
   AND COALESCE(holder.application_name, '') <> ALL (?)
   AND NOT (waiting.wait_event = 'advisory' AND starts_with(COALESCE(holder.application_name, ''), ?))

-- name: forget-sessions
-- Within a transaction, pg_stat_activity stays as it was when it was first read.
SELECT pg_catalog.pg_stat_clear_snapshot()

-- name: any-open
SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE pid = ANY (?))

-- name: has-relation
-- By the catalog, which also tells of schemas that the role may not use.
SELECT EXISTS (SELECT
                 FROM pg_catalog.pg_class c
                 JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
                WHERE n.nspname OPERATOR(pg_catalog.=) pg_catalog.split_part(?, '.', 1)
                  AND c.relname OPERATOR(pg_catalog.=) pg_catalog.split_part(?, '.', 2))
