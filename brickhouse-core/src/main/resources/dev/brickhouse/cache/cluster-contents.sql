-- name: foreign-objects
-- Every object that initdb makes has an identifier below 16384.
SELECT 'database ' || datname FROM pg_catalog.pg_database WHERE oid >= 16384 AND datname NOT IN (?, current_database())
UNION ALL
SELECT 'role ' || rolname FROM pg_catalog.pg_roles WHERE oid >= 16384
UNION ALL
SELECT 'tablespace ' || spcname FROM pg_catalog.pg_tablespace WHERE oid >= 16384
UNION ALL
SELECT 'settings of a role or database' FROM pg_catalog.pg_db_role_setting
UNION ALL
SELECT 'setting ' || name FROM pg_catalog.pg_file_settings WHERE sourcefile LIKE '%postgresql.auto.conf'
UNION ALL
SELECT 'schema ' || nspname
  FROM pg_catalog.pg_namespace
 WHERE oid >= 16384
   AND NOT starts_with(nspname, 'pg_')
   AND nspname <> ALL (ARRAY[?, ?])
UNION ALL
SELECT 'relation ' || relname
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid >= 16384
   AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
   AND NOT starts_with(n.nspname, 'pg_')
   AND NOT (n.nspname = ? AND c.relname = ANY (?))
   AND NOT (n.nspname = ? AND c.relname = ANY (?))
   AND NOT (c.relispartition AND EXISTS (
            SELECT FROM pg_catalog.pg_inherits h
              JOIN pg_catalog.pg_class o ON o.oid = h.inhparent
             WHERE h.inhrelid = c.oid AND o.relnamespace = c.relnamespace AND o.relname = 'orders'))
UNION ALL
SELECT 'sequence ' || relname
  FROM pg_catalog.pg_class c
 WHERE oid >= 16384
   AND relkind = 'S'
   AND NOT EXISTS (SELECT
                     FROM pg_catalog.pg_depend
                    WHERE classid = 'pg_catalog.pg_class'::regclass
                      AND objid = c.oid
                      AND refobjsubid > 0
                      AND deptype IN ('a', 'i'))
UNION ALL
SELECT 'function ' || proname FROM pg_catalog.pg_proc WHERE oid >= 16384
UNION ALL
SELECT 'type ' || typname FROM pg_catalog.pg_type WHERE oid >= 16384 AND typtype IN ('d', 'e', 'r')
UNION ALL
SELECT 'extension ' || extname FROM pg_catalog.pg_extension WHERE oid >= 16384
UNION ALL
SELECT 'publication ' || pubname FROM pg_catalog.pg_publication
UNION ALL
SELECT 'subscription ' || subname FROM pg_catalog.pg_subscription
UNION ALL
SELECT 'replication slot ' || slot_name FROM pg_catalog.pg_replication_slots
UNION ALL
SELECT 'trigger ' || tgname FROM pg_catalog.pg_trigger WHERE oid >= 16384 AND NOT tgisinternal
 LIMIT 1

-- name: changed-tables
-- A seed writes every small table in one transaction, each chunk of the orders in one, and changes nothing afterwards. The
-- statistics would tell of changes as well, but only a while after them.
SELECT written.name
  FROM (VALUES
       ('orders', (SELECT count(DISTINCT xmin::text) FROM ${schema}.orders), (SELECT count(*) FROM ${schema}.brickhouse_chunk)),
       ('products', (SELECT count(DISTINCT xmin::text) FROM ${schema}.products), 1),
       ('stores', (SELECT count(DISTINCT xmin::text) FROM ${schema}.stores), 1),
       ('users', (SELECT count(DISTINCT xmin::text) FROM ${schema}.users), 1),
       ('inventory', (SELECT count(DISTINCT xmin::text) FROM ${schema}.inventory), 1)
     ) AS written (name, transactions, expected)
 WHERE transactions > expected
UNION ALL
SELECT counted.name
  FROM (SELECT settings, total_orders FROM ${schema}.brickhouse_seed) AS seed
 CROSS JOIN LATERAL (VALUES
       ('orders', total_orders, (SELECT count(*) FROM ${schema}.orders)),
       ('products', substring(settings FROM '\mproducts=(\d+)')::bigint, (SELECT count(*) FROM ${schema}.products)),
       ('stores', substring(settings FROM '\mstores=(\d+)')::bigint, (SELECT count(*) FROM ${schema}.stores)),
       ('users', substring(settings FROM '\musers=(\d+)')::bigint, (SELECT count(*) FROM ${schema}.users)),
       ('inventory', substring(settings FROM '\minventory=(\d+)')::bigint, (SELECT count(*) FROM ${schema}.inventory))
     ) AS counted (name, seeded, found)
 WHERE found IS DISTINCT FROM seeded
 LIMIT 1
