-- What one day of the business reads and writes. Lists come as arrays of text, one for each column.

-- name: lock
-- Nobody else writes them until the day is committed; everybody may read. Orders come first, as in the steps of simulate.
LOCK TABLE ${schema}.orders, ${schema}.inventory IN SHARE ROW EXCLUSIVE MODE;

-- name: managers
SELECT s.store_id, min(u.user_id)
  FROM ${schema}.stores s
  JOIN ${schema}.users u ON u.store_id = s.store_id AND u.role = 'store_manager'
 GROUP BY s.store_id;

-- name: approvers
-- Every regional manager, and the shops of the region that this one is the first of.
SELECT u.user_id, s.store_id
  FROM ${schema}.users u
  LEFT JOIN ${schema}.stores s
         ON s.region = u.region
        AND u.user_id = (SELECT min(r.user_id) FROM ${schema}.users r WHERE r.role = 'regional_manager' AND r.region = s.region)
 WHERE u.role = 'regional_manager';

-- name: stock
SELECT inventory_id, store_id, product_id, quantity_cases, reserved_cases, COALESCE(version, 1) AS version, last_updated
  FROM ${schema}.inventory
 WHERE store_id IS NOT NULL
   AND COALESCE(isfinite(last_updated), true)
 ORDER BY inventory_id;

-- name: open-orders
-- In the order in which they came. Parameters: the end of the day, twice.
SELECT order_id, order_date, approved_date, from_store_id, to_store_id, product_id, quantity_cases, order_status,
       COALESCE(version, 1) AS version
  FROM ${schema}.orders
 WHERE order_status IN ('pending_review', 'approved')
   AND isfinite(order_date)
   AND order_date < ?
   AND (approved_date IS NULL OR isfinite(approved_date) AND approved_date < ?)
 ORDER BY order_date, order_id;

-- name: last-order
SELECT COALESCE(max(order_id), 0) FROM ${schema}.orders;

-- name: last-position
SELECT COALESCE(max(inventory_id), 0) FROM ${schema}.inventory;

-- name: sequence
SELECT pg_catalog.pg_get_serial_sequence(?, ?);

-- name: triggers
-- Those of a table and of its partitions that the plugin has not made. Partitions have those of the table as well.
-- Parameter: the table.
SELECT format('trigger %I of table %I', t.tgname, min(c.relname::text))
  FROM (SELECT ?::regclass AS oid) AS written
  JOIN pg_catalog.pg_class c
    ON c.oid = written.oid OR c.oid IN (SELECT p.relid FROM pg_catalog.pg_partition_tree(written.oid) AS p)
  JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid
 WHERE NOT t.tgisinternal
   AND t.tgenabled IN ('O', 'A')
 GROUP BY t.tgname
 ORDER BY t.tgname;

-- name: insert-orders
WITH written AS (
    INSERT INTO ${schema}.orders (order_id, order_number, from_store_id, to_store_id, product_id, quantity_cases, order_status,
                                  requested_by, approved_by, order_date, approved_date, fulfilled_date, notes, version)
    SELECT n.id, 'ORD' || lpad(n.id::text, GREATEST(6, length(n.id::text)), '0'), n.origin, n.shop, n.product, n.cases, n.status,
           n.requested_by, n.approved_by, n.placed, n.approved, n.fulfilled, n.notes, n.version
      FROM unnest(?::text[]::int[], ?::text[]::int[], ?::text[]::int[], ?::text[]::int[], ?::text[]::int[], ?::text[], ?::text[]::int[],
                  ?::text[]::int[], ?::text[]::timestamp[], ?::text[]::timestamp[], ?::text[]::timestamp[], ?::text[], ?::text[]::int[])
           AS n (id, origin, shop, product, cases, status, requested_by, approved_by, placed, approved, fulfilled, notes, version)
     ORDER BY n.id
    RETURNING true
)
SELECT count(*) FROM written;

-- name: update-orders
WITH written AS (
    UPDATE ${schema}.orders o
       SET order_status = n.status, approved_by = COALESCE(o.approved_by, n.approved_by),
           approved_date = COALESCE(o.approved_date, n.approved), fulfilled_date = n.fulfilled,
           from_store_id = COALESCE(o.from_store_id, n.origin), notes = COALESCE(o.notes, n.notes), version = n.version
      FROM unnest(?::text[]::int[], ?::text[]::timestamp[], ?::text[]::int[], ?::text[], ?::text[]::int[], ?::text[]::timestamp[],
                  ?::text[]::timestamp[], ?::text[], ?::text[]::int[])
           AS n (id, placed, origin, status, approved_by, approved, fulfilled, notes, version)
     WHERE o.order_id = n.id
       AND o.order_date = n.placed
    RETURNING o.order_status = n.status AS kept
)
SELECT count(*) FROM written WHERE kept;

-- name: update-stock
WITH written AS (
    UPDATE ${schema}.inventory i
       SET quantity_cases = n.quantity, reserved_cases = n.reserved, last_updated = n.updated, version = n.version
      FROM unnest(?::text[]::int[], ?::text[]::int[], ?::text[]::int[], ?::text[]::timestamp[], ?::text[]::int[])
           AS n (id, quantity, reserved, updated, version)
     WHERE i.inventory_id = n.id
    RETURNING i.quantity_cases = n.quantity AND i.reserved_cases = n.reserved AS kept
)
SELECT count(*) FROM written WHERE kept;

-- name: insert-stock
WITH written AS (
    INSERT INTO ${schema}.inventory (inventory_id, store_id, product_id, quantity_cases, reserved_cases, last_updated, version)
    SELECT n.id, n.store, n.product, n.quantity, n.reserved, n.updated, n.version
      FROM unnest(?::text[]::int[], ?::text[]::int[], ?::text[]::int[], ?::text[]::int[], ?::text[]::int[], ?::text[]::timestamp[],
                  ?::text[]::int[])
           AS n (id, store, product, quantity, reserved, updated, version)
     ORDER BY n.id
    RETURNING true
)
SELECT count(*) FROM written;
