-- name: isolation
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;

-- name: may-lock
SELECT bool_and(pg_catalog.has_table_privilege(c.oid, 'SELECT'))
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?);

-- name: lock
LOCK TABLE ${schema}.products, ${schema}.stores, ${schema}.users, ${schema}.inventory, ${schema}.orders IN ACCESS SHARE MODE;

-- name: export-snapshot
SELECT pg_catalog.pg_export_snapshot();

-- name: share-snapshot
SET TRANSACTION SNAPSHOT '${snapshot}';

-- name: may-read
SELECT COALESCE(pg_catalog.has_table_privilege(pg_catalog.to_regclass(?), 'SELECT'), false);

-- name: database
SELECT current_database();

-- name: may-identify
SELECT COALESCE(pg_catalog.has_function_privilege(pg_catalog.to_regprocedure('pg_catalog.pg_control_system()'), 'EXECUTE'), false);

-- name: server
-- Given to a server's files when they are made, so that two databases of one name are told apart.
SELECT system_identifier FROM pg_catalog.pg_control_system();

-- name: first-order
SELECT LEAST(1, MIN(order_id)) FROM ${schema}.orders;

-- name: last-order
SELECT COALESCE(MAX(order_id), 0) FROM ${schema}.orders;

-- name: count-products
SELECT COUNT(*) FROM ${schema}.products;

-- name: count-stores
SELECT COUNT(*) FROM ${schema}.stores;

-- name: count-users
SELECT COUNT(*) FROM ${schema}.users;

-- name: count-inventory
SELECT COUNT(*) FROM ${schema}.inventory;

-- name: blocks
-- Parameters of this one and the next: the size of a block, the first id and the last.
SELECT FLOOR((o.order_id - 1)::float8 / ?)::int8 AS block, NULL AS month, COUNT(*) AS row_count
  FROM ${schema}.orders o
 WHERE o.order_id BETWEEN ? AND ?
 GROUP BY 1
 ORDER BY 1;

-- name: months
SELECT FLOOR((o.order_id - 1)::float8 / ?)::int8 AS block, to_char(o.order_date, 'YYYY-MM') AS month, COUNT(*) AS row_count
  FROM ${schema}.orders o
 WHERE o.order_id BETWEEN ? AND ?
 GROUP BY 1, 2
 ORDER BY 1, 2;

-- name: every-row
true;

-- name: orders-of-range
order_id BETWEEN ${from} AND ${to};

-- name: and-of-month
AND order_date >= timestamp '${first}' AND order_date < timestamp '${first}' + interval '1 month';

-- name: and-without-date
AND order_date IS NULL;
