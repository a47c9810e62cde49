-- name: users-store-exists
SELECT format('user_id=%s: store_id=%s does not exist', u.user_id, u.store_id)
  FROM users u
 WHERE u.store_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM stores s WHERE s.store_id = u.store_id)
 ORDER BY u.user_id;

-- name: inventory-product-exists
SELECT format('inventory_id=%s: product_id=%s does not exist', i.inventory_id, i.product_id)
  FROM inventory i
 WHERE NOT EXISTS (SELECT FROM products p WHERE p.product_id = i.product_id)
 ORDER BY i.inventory_id;

-- name: inventory-store-exists
SELECT format('inventory_id=%s: store_id=%s does not exist', i.inventory_id, i.store_id)
  FROM inventory i
 WHERE i.store_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM stores s WHERE s.store_id = i.store_id)
 ORDER BY i.inventory_id;

-- name: orders-origin-exists
SELECT format('order_id=%s: from_store_id=%s does not exist', o.order_id, o.from_store_id)
  FROM orders o
 WHERE o.from_store_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM stores s WHERE s.store_id = o.from_store_id)
 ORDER BY o.order_id;

-- name: orders-destination-exists
SELECT format('order_id=%s: to_store_id=%s does not exist', o.order_id, o.to_store_id)
  FROM orders o
 WHERE NOT EXISTS (SELECT FROM stores s WHERE s.store_id = o.to_store_id)
 ORDER BY o.order_id;

-- name: orders-product-exists
SELECT format('order_id=%s: product_id=%s does not exist', o.order_id, o.product_id)
  FROM orders o
 WHERE NOT EXISTS (SELECT FROM products p WHERE p.product_id = o.product_id)
 ORDER BY o.order_id;

-- name: orders-requester-exists
SELECT format('order_id=%s: requested_by=%s does not exist', o.order_id, o.requested_by)
  FROM orders o
 WHERE NOT EXISTS (SELECT FROM users u WHERE u.user_id = o.requested_by)
 ORDER BY o.order_id;

-- name: orders-approver-exists
SELECT format('order_id=%s: approved_by=%s does not exist', o.order_id, o.approved_by)
  FROM orders o
 WHERE o.approved_by IS NOT NULL
   AND NOT EXISTS (SELECT FROM users u WHERE u.user_id = o.approved_by)
 ORDER BY o.order_id;
