-- How Citus distributes tables. All but unavailable is only for a database that has the extension.

-- name: tables
-- Local tables that Citus knows of, since they refer to distributed ones, are not distributed.
SELECT c.relname AS table_name,
       CASE WHEN p.partmethod = 'h' THEN pg_catalog.column_to_column_name(p.logicalrelid, p.partkey)
            WHEN p.partmethod = 'n' AND p.repmodel = 't' THEN 'reference'
            ELSE 'another way' END AS distribution
  FROM pg_catalog.pg_dist_partition p
  JOIN pg_catalog.pg_class c ON c.oid = p.logicalrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND NOT (p.partmethod = 'n' AND p.repmodel = 's' AND p.colocationid = 0);

-- name: unavailable
SELECT CASE WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'citus')
            THEN 'the server does not offer the extension citus; install it on every node of the cluster, add it to shared_preload_libraries and restart, or'
            ELSE format('database %I does not have the extension citus, which the server offers; run CREATE EXTENSION citus there and on every worker and SELECT citus_add_node for each of these, or',
                        pg_catalog.current_database()) END
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus');
