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
       (SELECT sum(pg_total_relation_size(part.oid)) FROM unnest(parts.oids) AS part (oid)) AS bytes,
       (SELECT sum(pg_stat_get_dead_tuples(part.oid)) FROM unnest(parts.oids) AS part (oid)) AS dead_rows
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_database d ON d.datname = current_database()
 CROSS JOIN LATERAL (
       -- a partitioned table is vacuumed with its partitions, which hold its rows
       SELECT c.oid || ARRAY(SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = c.oid AND c.relkind = 'p')
              AS oids) AS parts
 WHERE n.nspname = ? AND c.relkind IN ('r', 'p')
   AND c.relname = ANY (?)
    OR n.nspname = ? AND c.relkind = 'm'
   AND c.relname = ANY (?)
 ORDER BY is_view, c.relname;

-- name: fresh-figures
-- otherwise a session may keep the figures that it read first
SELECT pg_stat_clear_snapshot();
