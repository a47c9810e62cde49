-- name: join
-- every process that uses the server holds this lock in shared mode, and PostgreSQL takes it back when the process dies
SELECT pg_catalog.pg_try_advisory_lock_shared(1)

-- name: leave
SELECT pg_catalog.pg_advisory_unlock_shared(1)

-- name: is-alone
-- asked under the file lock, so nobody joins meanwhile; taking the lock could fail only because the watch has it just now
SELECT NOT EXISTS (SELECT
                     FROM pg_catalog.pg_locks
                    WHERE locktype = 'advisory'
                      AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                      AND objid = 1
                      AND mode = 'ShareLock')

-- name: others
-- clients that are none of this plugin's, whose processes the lock tells of
SELECT count(*)
  FROM pg_catalog.pg_stat_activity
 WHERE backend_type = 'client backend'
   AND NOT starts_with(application_name, ?)

-- name: stop-command
-- a fast shutdown by the server's own program, which knows how on every platform
SELECT format('"%s/pg_ctl" kill INT %s', setting, split_part(pg_catalog.pg_read_file('postmaster.pid'), E'\n', 1))
  FROM pg_catalog.pg_config
 WHERE name = 'BINDIR'

-- name: set-stop-command
SELECT pg_catalog.set_config('brickhouse.stop_command', ?, false)

-- name: watches
SELECT count(*)
  FROM pg_catalog.pg_stat_activity
 WHERE application_name = ?
   AND state = 'active'

-- name: watch
-- Goes on when its client is gone, since it neither reads from it nor writes to it. COMMIT keeps it from holding a
-- snapshot, which would make VACUUM and CREATE INDEX CONCURRENTLY wait for it.
DO $watch$
BEGIN
    LOOP
        PERFORM pg_catalog.pg_sleep(1);
        -- Without its directory it ends without a checkpoint, which would go into a new cluster at the same path. The name
        -- is looked up in the directory that the server works in, which is no other one's.
        IF (pg_catalog.pg_stat_file('postmaster.pid', true)).size IS NULL THEN
            EXECUTE format('COPY (SELECT WHERE false) TO PROGRAM %L',
                           replace(current_setting('brickhouse.stop_command'), ' kill INT ', ' kill QUIT '));
        END IF;
        IF pg_catalog.pg_try_advisory_lock(1) THEN
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity
                            WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid())
               AND (pg_catalog.pg_stat_file(current_setting('data_directory') || '.keep-running', true)).size IS NULL
            THEN
                EXECUTE format('COPY (SELECT WHERE false) TO PROGRAM %L', current_setting('brickhouse.stop_command'));
                -- nobody may join any more
                PERFORM pg_catalog.pg_sleep(60);
            END IF;
            PERFORM pg_catalog.pg_advisory_unlock(1);
        END IF;
        COMMIT;
    END LOOP;
END
$watch$
