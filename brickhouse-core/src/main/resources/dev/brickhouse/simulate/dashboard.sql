-- The queries of a dashboard.

-- name: list
SELECT o.order_id, o.order_number, o.order_status, o.order_date, o.quantity_cases,
       o.quantity_cases * p.unit_price AS order_value, p.product_name,
       f.store_name AS from_store, t.store_name AS to_store,
       r.first_name || ' ' || r.last_name AS requested_by, a.first_name || ' ' || a.last_name AS approved_by
  FROM ${schema}.orders o
  JOIN ${schema}.products p ON p.product_id = o.product_id
  JOIN ${schema}.stores t ON t.store_id = o.to_store_id
  LEFT JOIN ${schema}.stores f ON f.store_id = o.from_store_id
  JOIN ${schema}.users r ON r.user_id = o.requested_by
  LEFT JOIN ${schema}.users a ON a.user_id = o.approved_by
 ORDER BY o.order_date DESC, o.order_id DESC
 LIMIT 20 OFFSET ?;

-- name: kpis
SELECT count(*) AS total_orders,
       count(*) FILTER (WHERE order_status = 'pending_review') AS pending_orders,
       count(*) FILTER (WHERE order_status = 'approved') AS approved_orders,
       sum(quantity_cases) AS cases,
       avg(EXTRACT(EPOCH FROM (fulfilled_date - order_date)) / 3600) AS fulfillment_hours
  FROM ${schema}.orders;

-- name: low-stock
SELECT store_name, product_name, available_cases, stock_status
  FROM ${analytics}.low_stock_alerts
 WHERE region = ?
 ORDER BY available_cases, store_name, product_name
 LIMIT 50;

-- name: trends
SELECT *
  FROM ${analytics}.order_trends
 WHERE region = ?
 ORDER BY order_day DESC
 LIMIT 200;
