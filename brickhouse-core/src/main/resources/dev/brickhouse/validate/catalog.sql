-- name: products-price
SELECT format('product_id=%s: unit_price=%s, wanted more than 0', product_id, unit_price)
  FROM products
 WHERE unit_price <= 0
 ORDER BY product_id;

-- name: stores-one-warehouse
SELECT w.found
  FROM (SELECT count(*) AS warehouses, format('stores: %s of store_type=''Warehouse'', wanted 1', count(*)) AS found FROM stores WHERE store_type = 'Warehouse') AS w
 WHERE w.warehouses <> 1;

-- name: stores-manager
SELECT format('store_id=%s: has no store_manager', s.store_id)
  FROM stores s
 WHERE s.store_type <> 'Warehouse'
   AND s.store_id <= (SELECT current_setting('brickhouse.seeded_stores')::bigint)
   AND NOT EXISTS (SELECT FROM users u WHERE u.role = 'store_manager' AND u.store_id = s.store_id)
 ORDER BY s.store_id;

-- name: regions-manager
SELECT DISTINCT format('region=%s: has no regional_manager', s.region)
  FROM stores s
 WHERE s.store_type <> 'Warehouse'
   AND s.store_id <= (SELECT current_setting('brickhouse.seeded_stores')::bigint)
   AND NOT EXISTS (SELECT FROM users u WHERE u.role = 'regional_manager' AND u.region = s.region)
 ORDER BY 1;

-- name: users-role
SELECT format('user_id=%s: role=%L', user_id, role)
  FROM users
 WHERE role NOT IN ('store_manager', 'regional_manager')
 ORDER BY user_id;

-- name: users-place
SELECT format('user_id=%s: role=%s store_id=%L region=%L', user_id, role, store_id, region)
  FROM users
 WHERE (role = 'store_manager' AND store_id IS NULL)
    OR (role = 'regional_manager' AND region IS NULL)
 ORDER BY user_id;
