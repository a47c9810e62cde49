-- name: hidden-from-me
SELECT c.relname AS table_name, CURRENT_USER AS role_name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind IN ('r', 'p')
   AND pg_catalog.row_security_active(c.oid)
 ORDER BY c.relname;
