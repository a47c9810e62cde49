-- name: about
SELECT current_database(), current_setting('server_version'), to_char(now(), 'YYYY-MM-DD HH24:MI TZ');

-- name: nothing
SELECT 1;
