-- name: inventory-not-negative
SELECT format('store_id=%s product_id=%s: quantity_cases=%s reserved_cases=%s, wanted neither below 0', store_id, product_id, quantity_cases, reserved_cases)
  FROM inventory
 WHERE quantity_cases < 0
    OR reserved_cases < 0
 ORDER BY store_id, product_id;

-- name: inventory-reserved-in-stock
SELECT format('store_id=%s product_id=%s: reserved_cases=%s of quantity_cases=%s', store_id, product_id, reserved_cases, quantity_cases)
  FROM inventory
 WHERE reserved_cases > GREATEST(quantity_cases, 0)
 ORDER BY store_id, product_id;

-- name: inventory-warehouse-complete
SELECT format('store_id=%s product_id=%s: is missing', s.store_id, p.product_id)
  FROM stores s
 CROSS JOIN products p
  LEFT JOIN inventory i ON i.store_id = s.store_id AND i.product_id = p.product_id
 WHERE s.store_type = 'Warehouse'
   AND s.store_id <= (SELECT current_setting('brickhouse.seeded_stores')::bigint)
   AND p.product_id <= (SELECT current_setting('brickhouse.seeded_products')::bigint)
   AND i.product_id IS NULL
 ORDER BY s.store_id, p.product_id;

-- name: inventory-of-open-orders
SELECT format('store_id=%s product_id=%s: is missing, but %s open orders wait for it', o.to_store_id, o.product_id, count(*))
  FROM orders o
 WHERE o.order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND o.order_status IN ('pending_review', 'approved')
   AND NOT EXISTS (SELECT FROM inventory i WHERE i.store_id = o.to_store_id AND i.product_id = o.product_id)
 GROUP BY o.to_store_id, o.product_id
 ORDER BY o.to_store_id, o.product_id;

-- name: inventory-was-ordered
-- What was never ordered was never received. A few can be explained: their only order is the twin of another one.
SELECT format('never ordered: %s of %s stock positions of shops, wanted up to 1 %%', strange, positions)
  FROM (SELECT count(*) AS positions,
               count(*) FILTER (WHERE ordered.product_id IS NULL) AS strange
          FROM inventory i
          JOIN stores s ON s.store_id = i.store_id
          LEFT JOIN (SELECT DISTINCT to_store_id, product_id FROM orders) AS ordered
                 ON ordered.to_store_id = i.store_id AND ordered.product_id = i.product_id
         WHERE s.store_type <> 'Warehouse'
           AND i.store_id <= (SELECT current_setting('brickhouse.seeded_stores')::bigint)
           AND i.product_id <= (SELECT current_setting('brickhouse.seeded_products')::bigint)) AS shops
 WHERE strange > positions * 0.01;

-- name: inventory-at-a-store
SELECT format('inventory_id=%s: store_id=NULL', inventory_id)
  FROM inventory
 WHERE store_id IS NULL
 ORDER BY inventory_id;

-- name: inventory-shops-reserve-nothing
SELECT format('store_id=%s product_id=%s: reserved_cases=%s, wanted 0', i.store_id, i.product_id, i.reserved_cases)
  FROM inventory i
  JOIN stores s ON s.store_id = i.store_id
 WHERE s.store_type <> 'Warehouse'
   AND i.reserved_cases <> 0
 ORDER BY i.store_id, i.product_id;

-- name: inventory-reserved-as-approved
SELECT format('store_id=%s product_id=%s: reserved_cases=%s, wanted %s', i.store_id, i.product_id, i.reserved_cases, COALESCE(approved.cases, 0))
  FROM inventory i
  JOIN stores s ON s.store_id = i.store_id
  LEFT JOIN (SELECT from_store_id, product_id, sum(quantity_cases) AS cases
               FROM orders
              WHERE order_status = 'approved'
              GROUP BY from_store_id, product_id) AS approved
         ON approved.from_store_id = i.store_id AND approved.product_id = i.product_id
 WHERE s.store_type = 'Warehouse'
   AND i.reserved_cases <> COALESCE(approved.cases, 0)
 ORDER BY i.store_id, i.product_id;

-- name: inventory-low-share
-- The limits of analytics.low_stock_alerts: up to 10 cases are CRITICAL, up to 25 are LOW. A few positions prove nothing.
SELECT format('CRITICAL or LOW: %s of %s positions, wanted 1 to 20 %%', low, positions)
  FROM (SELECT count(*) AS positions,
               count(*) FILTER (WHERE i.quantity_cases - i.reserved_cases <= 25) AS low
          FROM inventory i
          JOIN stores s ON s.store_id = i.store_id
         WHERE s.store_type <> 'Warehouse') AS shops
 WHERE positions >= 300
   AND low NOT BETWEEN positions * 0.01 AND positions * 0.20;
