-- For this transaction only: the target schema, followed by what the session began with. Without pg_catalog, which is
-- searched first where a path does not name it: a path that names it last would let others' operators and functions take the
-- place of its own in the tables, views and checks of the plugin.
SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', ?, NULLIF(pg_catalog.ltrim(pg_catalog.regexp_replace(
           reset_val, '(^|,)\s*"?pg_catalog"?\s*(?=,|$)', '', 'gi'), ', '), '')), true)
FROM pg_catalog.pg_settings
WHERE name OPERATOR(pg_catalog.=) 'search_path'
