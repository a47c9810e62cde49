-- name: about
SELECT current_database(), current_setting('server_version'), date_trunc('second', now());

-- name: nothing
SELECT 1;
