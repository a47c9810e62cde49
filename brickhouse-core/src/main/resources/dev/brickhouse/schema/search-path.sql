-- for this transaction only: the target schema, followed by what the session began with
SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', ?, NULLIF(reset_val, '')), true)
FROM pg_catalog.pg_settings
WHERE name = 'search_path'
