-- name: current
SELECT pg_catalog.current_setting('search_path');

-- name: set
SELECT pg_catalog.set_config('search_path', ?, true);

-- name: put-first
SELECT pg_catalog.set_config('search_path',
           pg_catalog.concat_ws(', ', ?, NULLIF(pg_catalog.current_setting('search_path'), '')), true);
