-- name: lift-transaction-timeout
-- which came with PostgreSQL 17
SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings WHERE name = 'transaction_timeout'

-- name: acquire-lease
-- Waits for the watchdog, which holds the lock for a moment while it looks, or until the server ends the session.
SELECT pg_catalog.pg_advisory_lock_shared(1)

-- name: release-lease
SELECT pg_catalog.pg_advisory_unlock_shared(1)

-- name: is-used
-- Whether somebody other than the one named has a lease, or a client other than the plugin, which has no lease, is
-- connected. Asked under the file lock, so that nobody acquires a lease meanwhile. Trying for the exclusive lock instead
-- could fail just because the watchdog holds it at that moment.
SELECT EXISTS (SELECT
                 FROM pg_catalog.pg_locks l
                 LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory'
                  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                  AND l.objid = 1
                  AND l.mode = 'ShareLock'
                  AND a.application_name IS DISTINCT FROM ?)
    OR EXISTS (SELECT
                 FROM pg_catalog.pg_stat_activity
                WHERE backend_type IN ('client backend', 'walsender')
                  -- a subscription of the server's own would keep it running forever
                  AND NOT (backend_type = 'walsender'
                           AND application_name IN (SELECT subname FROM pg_catalog.pg_subscription))
                  AND NOT starts_with(application_name, ?))

-- name: stop-command
-- A fast shutdown by the server's own program, which knows how on every platform.
SELECT format('"%s/pg_ctl" kill INT %s', setting, split_part(pg_catalog.pg_read_file('postmaster.pid'), E'\n', 1))
  FROM pg_catalog.pg_config
 WHERE name = 'BINDIR'

-- name: is-bare
-- Every object that initdb makes has an identifier below 16384.
SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE oid >= 16384 AND datname <> ?)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_authid WHERE oid >= 16384)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_tablespace WHERE oid >= 16384)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_db_role_setting)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE oid >= 16384 AND NOT starts_with(nspname, 'pg_'))
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid >= 16384)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid >= 16384)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE oid >= 16384)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_publication)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_subscription)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_replication_slots)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf')
