-- name: relations
-- the plugin's tables and views, and whether the connected user may maintain them
SELECT n.nspname AS schema_name,
       c.relname AS relation_name,
       c.relkind = 'm' AS is_view,
       pg_has_role(c.relowner, 'USAGE')
           OR CASE WHEN current_setting('server_version_num')::int >= 170000
                   THEN has_table_privilege(c.oid, 'MAINTAIN')
                   ELSE false END AS may_maintain,
       pg_has_role(d.datdba, 'USAGE') AS owns_database,
       pg_get_userbyid(c.relowner) AS owner,
       pg_total_relation_size(c.oid) AS bytes,
       pg_stat_get_dead_tuples(c.oid) AS dead_rows
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_database d ON d.datname = current_database()
 WHERE n.nspname = ? AND c.relkind = 'r'
   AND c.relname = ANY (?)
    OR n.nspname = ? AND c.relkind = 'm'
   AND c.relname = ANY (?)
 ORDER BY is_view, c.relname;

-- name: fresh-figures
-- otherwise a session may keep the figures that it read first
SELECT pg_stat_clear_snapshot();
