-- name: warehouse
SELECT store_id
  FROM ${schema}.stores
 WHERE store_type = 'Warehouse'
 ORDER BY store_id
 LIMIT 1;

-- name: shops
SELECT s.store_id, s.region, m.user_id AS manager, r.user_id AS regional_manager
  FROM ${schema}.stores s
 CROSS JOIN LATERAL (SELECT min(u.user_id) AS user_id FROM ${schema}.users u
                      WHERE u.role = 'store_manager' AND u.store_id = s.store_id) AS m
 CROSS JOIN LATERAL (SELECT min(u.user_id) AS user_id FROM ${schema}.users u
                      WHERE u.role = 'regional_manager' AND u.region = s.region) AS r
 WHERE s.store_type <> 'Warehouse'
   AND m.user_id IS NOT NULL
   AND r.user_id IS NOT NULL
 ORDER BY s.store_id;

-- name: recent-orders
SELECT product_id, to_store_id, quantity_cases
  FROM ${schema}.orders
 WHERE order_id <= ?
 ORDER BY order_id DESC
 LIMIT ?;

-- name: order-id-sequence
SELECT pg_get_serial_sequence(?, 'order_id');
