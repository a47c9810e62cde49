-- name: journal-complete
SELECT problem
  FROM (SELECT 1 AS position, 0 AS number, format('state=%s', j.state) AS problem
          FROM (SELECT state FROM brickhouse_seed ORDER BY seed_id DESC LIMIT 1) AS j
         WHERE j.state <> 'complete'
        UNION ALL
        SELECT 2, c.chunk_no, format('open chunk_no=%s', c.chunk_no)
          FROM brickhouse_chunk c
         WHERE c.loaded_at IS NULL
        UNION ALL
        SELECT 3, 0, format('suspended %s=%s', s.kind, s.object_name)
          FROM brickhouse_suspended s
         WHERE s.restored_at IS NULL) AS unfinished
 ORDER BY position, number, problem;

-- name: journal-orders
-- The missing ones are looked for only where the count says that there are any.
SELECT format('order_id=%s', n.order_id)
  FROM generate_series(1, (SELECT current_setting('brickhouse.seeded_orders')::bigint)) AS n (order_id)
 WHERE (SELECT count(DISTINCT order_id) FROM orders WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint))
       <> (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND NOT EXISTS (SELECT FROM orders o WHERE o.order_id = n.order_id)
 ORDER BY n.order_id;

-- name: journal-catalog
SELECT format('%s: %s of %s rows', found.table_name, found.rows, wanted.rows)
  FROM (SELECT 1 AS position, 'products' AS table_name, count(DISTINCT product_id) AS rows FROM products
         WHERE product_id <= (SELECT current_setting('brickhouse.seeded_products')::bigint)
        UNION ALL
        SELECT 2, 'stores', count(DISTINCT store_id) FROM stores
         WHERE store_id <= (SELECT current_setting('brickhouse.seeded_stores')::bigint)
        UNION ALL
        SELECT 3, 'users', count(DISTINCT user_id) FROM users
         WHERE user_id <= (SELECT current_setting('brickhouse.seeded_users')::bigint)) AS found
  JOIN (VALUES ('products', current_setting('brickhouse.seeded_products')::bigint),
               ('stores', current_setting('brickhouse.seeded_stores')::bigint),
               ('users', current_setting('brickhouse.seeded_users')::bigint)) AS wanted (table_name, rows)
       ON wanted.table_name = found.table_name
 WHERE found.rows <> wanted.rows
 ORDER BY found.position;

-- name: journal-status-counts
SELECT format('%s: %s of %s orders', wanted.order_status, COALESCE(found.orders, 0), wanted.orders)
  FROM (VALUES ('fulfilled', current_setting('brickhouse.fulfilled_orders')::bigint),
               ('approved', current_setting('brickhouse.approved_orders')::bigint),
               ('pending_review', current_setting('brickhouse.pending_orders')::bigint),
               ('cancelled', current_setting('brickhouse.cancelled_orders')::bigint)) AS wanted (order_status, orders)
  LEFT JOIN (SELECT order_status, count(*) AS orders
               FROM orders
              WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
              GROUP BY order_status) AS found
         ON found.order_status = wanted.order_status
 WHERE COALESCE(found.orders, 0) <> wanted.orders
 ORDER BY wanted.order_status;
