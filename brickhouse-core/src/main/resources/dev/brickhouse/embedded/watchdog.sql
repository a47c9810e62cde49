-- name: set-stop-command
SELECT pg_catalog.set_config('brickhouse.stop_command', ?, false)

-- name: is-running
SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE application_name = ? AND state = 'active')

-- name: is-waiting
SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE application_name = ? AND wait_event = 'PgSleep')

-- name: watch
-- Keeps running when its client is gone, since it neither reads from it nor writes to it. COMMIT keeps it from holding a
-- snapshot, which VACUUM and CREATE INDEX CONCURRENTLY would wait for.
DO $watch$
BEGIN
    LOOP
        PERFORM pg_catalog.pg_sleep(1);
        -- Without its directory the server must not write a checkpoint, which would end up in a new cluster at the same
        -- path. This name is relative to the directory that the server works in, so it is never another server's.
        IF (pg_catalog.pg_stat_file('postmaster.pid', true)).size IS NULL THEN
            EXECUTE format('COPY (SELECT WHERE false) TO PROGRAM %L',
                           replace(current_setting('brickhouse.stop_command'), ' kill INT ', ' kill QUIT '));
        END IF;
        IF pg_catalog.pg_try_advisory_lock(1) THEN
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity
                            WHERE backend_type IN ('client backend', 'walsender') AND pid <> pg_catalog.pg_backend_pid()
                              -- a subscription of the server's own would keep it running forever
                              AND NOT (backend_type = 'walsender'
                                       AND application_name IN (SELECT subname FROM pg_catalog.pg_subscription)))
               AND (pg_catalog.pg_stat_file(current_setting('data_directory') || '.keep-running', true)).size IS NULL
            THEN
                EXECUTE format('COPY (SELECT WHERE false) TO PROGRAM %L', current_setting('brickhouse.stop_command'));
                -- holds the lock, so that nobody acquires a lease any more
                PERFORM pg_catalog.pg_sleep(60);
            END IF;
            PERFORM pg_catalog.pg_advisory_unlock(1);
        END IF;
        COMMIT;
    END LOOP;
END
$watch$
