-- The order workflow. Every step locks its rows in the same order (order, warehouse, shop), so that steps cannot deadlock.
-- Each writing statement returns a row for the one that it changes, with null where that is not as it was told to be.
-- CASE has its conditions spelled out, since Citus sends its nodes the other form without the values.

-- name: place
INSERT INTO ${schema}.orders (order_id, order_number, from_store_id, to_store_id, product_id, quantity_cases, requested_by)
SELECT n.id, 'ORD' || lpad(n.id::text, GREATEST(6, length(n.id::text)), '0'), ?, ?, ?, ?, ?
  FROM (SELECT nextval(?::regclass) AS id) AS n
RETURNING order_id;

-- name: approve
UPDATE ${schema}.orders
   SET order_status = 'approved', approved_by = ?, from_store_id = ?, version = version + 1,
       approved_date = GREATEST(LOCALTIMESTAMP, order_date + INTERVAL '1 microsecond')
 WHERE order_id = ?
   AND order_status = 'pending_review'
   AND version = ?
RETURNING CASE WHEN order_status = 'approved' THEN order_id END;

-- name: fulfill
UPDATE ${schema}.orders
   SET order_status = 'fulfilled', version = version + 1,
       fulfilled_date = GREATEST(LOCALTIMESTAMP, approved_date + INTERVAL '1 microsecond')
 WHERE order_id = ?
   AND order_status = 'approved'
   AND version = ?
RETURNING CASE WHEN order_status = 'fulfilled' THEN order_id END;

-- name: cancel
UPDATE ${schema}.orders
   SET order_status = 'cancelled', notes = ?, version = version + 1
 WHERE order_id = ?
   AND order_status = ?
   AND version = ?
RETURNING CASE WHEN order_status = 'cancelled' THEN order_id END;

-- name: order-queue
-- The orders of one status by age, a page at a time.
SELECT order_id, version, product_id, to_store_id, quantity_cases
  FROM ${schema}.orders
 WHERE order_status = ?
   AND order_id > ?
   AND (from_store_id = ? OR (from_store_id IS NULL AND order_status = 'pending_review'))
   AND version IS NOT NULL
   AND order_date IS NOT NULL
 ORDER BY order_id
 LIMIT ?;
