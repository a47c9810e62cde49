-- What an ordering application and its dashboard send, as one written against the original tool's tables would.

-- name: order-page
SELECT o.order_id, o.order_number, o.order_status, o.quantity_cases, o.quantity_cases * p.unit_price AS order_value,
       p.product_name, f.store_name AS from_store, t.store_name AS to_store,
       r.first_name || ' ' || r.last_name AS requested_by, a.first_name || ' ' || a.last_name AS approved_by
  FROM orders o
  JOIN products p ON p.product_id = o.product_id
  JOIN stores t ON t.store_id = o.to_store_id
  LEFT JOIN stores f ON f.store_id = o.from_store_id
  JOIN users r ON r.user_id = o.requested_by
  LEFT JOIN users a ON a.user_id = o.approved_by
 WHERE (?::text IS NULL OR o.order_status = ?)
 ORDER BY o.order_date DESC, o.order_id DESC
 LIMIT ? OFFSET ?;

-- name: approve
UPDATE orders
   SET order_status = 'approved', approved_by = ?, approved_date = CURRENT_TIMESTAMP, version = version + 1
 WHERE order_id = ?
   AND order_status = 'pending_review'
   AND version = ?;

-- name: reserve
UPDATE inventory
   SET reserved_cases = reserved_cases + ?, version = version + 1, last_updated = CURRENT_TIMESTAMP
 WHERE product_id = ?
   AND store_id = ?
   AND version = ?
   AND quantity_cases - reserved_cases >= ?;

-- name: kpis
SELECT COUNT(*) AS total_orders,
       COUNT(*) FILTER (WHERE order_status = 'pending_review') AS pending_orders,
       SUM(quantity_cases) AS cases,
       AVG(EXTRACT(EPOCH FROM (fulfilled_date - order_date)) / 3600) AS fulfillment_hours
  FROM orders;

-- name: low-stock
SELECT store_name, product_name, available_cases, stock_status
  FROM analytics.low_stock_alerts
 WHERE region = ?
 ORDER BY available_cases, store_name, product_name;

-- name: next-number
SELECT 'ORD' || LPAD((MAX(SUBSTRING(order_number FROM 4)::bigint) + 1)::text, 6, '0')
  FROM orders
 WHERE order_number ~ '^ORD[0-9]+$';

-- name: place-order
INSERT INTO orders (order_number, from_store_id, to_store_id, product_id, quantity_cases, requested_by)
VALUES (?, 1, ?, ?, ?, ?)
RETURNING order_id, order_status, version, order_date IS NOT NULL;
