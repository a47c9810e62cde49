-- name: journal-complete
SELECT problem
  FROM (SELECT 1 AS position, 0 AS number, format('state=%s: wanted complete', j.state) AS problem
          FROM (SELECT state FROM brickhouse_seed ORDER BY seed_id DESC LIMIT 1) AS j
         WHERE j.state <> 'complete'
        UNION ALL
        SELECT 2, c.chunk_no, format('chunk_no=%s: orders %s to %s are not loaded', c.chunk_no, c.first_order + 1, c.last_order + 1)
          FROM brickhouse_chunk c
         WHERE c.loaded_at IS NULL
        UNION ALL
        SELECT 3, 0, format('%s %s: is suspended', s.kind, s.object_name)
          FROM brickhouse_suspended s
         WHERE s.restored_at IS NULL) AS unfinished
 ORDER BY position, number, problem;

-- name: journal-as-of
-- By the clock of the database server, and where on earth it is latest: nobody is ahead of UTC+14.
SELECT format('as_of=%s: lies after %s, the latest date on earth by the server''s clock',
              clock.as_of::date, clock.latest::date)
  FROM (SELECT now() AT TIME ZONE INTERVAL '14:00' AS latest, current_setting('brickhouse.as_of')::timestamp AS as_of) AS clock
 WHERE clock.as_of > clock.latest;

-- name: journal-orders
-- The missing ones are looked for only where the count says that there are any. The first order is a later one than 1 where
-- the months before it were dropped.
WITH short AS (
    SELECT count(DISTINCT order_id)
           <> current_setting('brickhouse.seeded_orders')::bigint - current_setting('brickhouse.first_order')::bigint + 1 AS is_so
      FROM orders
     WHERE order_id >= (SELECT current_setting('brickhouse.first_order')::bigint)
       AND order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
)
SELECT format('order_id=%s: is missing', order_id)
  FROM (SELECT n.order_id
          FROM generate_series(current_setting('brickhouse.first_order')::bigint,
                               current_setting('brickhouse.seeded_orders')::bigint) AS n (order_id)
         WHERE (SELECT is_so FROM short)
        EXCEPT
        SELECT o.order_id
          FROM orders o
         WHERE (SELECT is_so FROM short)) AS missing
 ORDER BY order_id;

-- name: journal-catalog
SELECT format('%s: %s rows, wanted %s', found.table_name, found.rows, wanted.rows)
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
-- Where the business was carried on, the open ones have been worked off.
SELECT format('%s: %s orders, wanted %s', wanted.order_status, COALESCE(found.orders, 0), wanted.orders)
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
   AND current_setting('brickhouse.carried_on_to') = current_setting('brickhouse.as_of')
 ORDER BY wanted.order_status;
