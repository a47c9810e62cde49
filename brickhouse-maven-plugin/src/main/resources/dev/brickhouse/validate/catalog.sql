-- name: products-price
SELECT format('product_id=%s', product_id)
  FROM products
 WHERE unit_price <= 0
 ORDER BY product_id;

-- name: stores-one-warehouse
SELECT w.found
  FROM (SELECT count(*) AS warehouses, format('%s warehouses', count(*)) AS found FROM stores WHERE store_type = 'Warehouse') AS w
 WHERE w.warehouses <> 1;

-- name: stores-manager
SELECT format('store_id=%s', s.store_id)
  FROM stores s
 WHERE s.store_type <> 'Warehouse'
   AND s.store_id <= (SELECT current_setting('brickhouse.seeded_stores')::bigint)
   AND NOT EXISTS (SELECT FROM users u WHERE u.role = 'store_manager' AND u.store_id = s.store_id)
 ORDER BY s.store_id;

-- name: regions-manager
SELECT DISTINCT format('region=%s', s.region)
  FROM stores s
 WHERE s.store_type <> 'Warehouse'
   AND s.store_id <= (SELECT current_setting('brickhouse.seeded_stores')::bigint)
   AND NOT EXISTS (SELECT FROM users u WHERE u.role = 'regional_manager' AND u.region = s.region)
 ORDER BY 1;

-- name: users-role
SELECT format('user_id=%s', user_id)
  FROM users
 WHERE role NOT IN ('store_manager', 'regional_manager')
 ORDER BY user_id;

-- name: users-place
SELECT format('user_id=%s', user_id)
  FROM users
 WHERE (role = 'store_manager' AND store_id IS NULL)
    OR (role = 'regional_manager' AND region IS NULL)
 ORDER BY user_id;
