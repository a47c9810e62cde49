-- name: products-id-unique
SELECT format('product_id=%s: %s rows', product_id, count(*))
  FROM products
 GROUP BY product_id
HAVING count(*) > 1
 ORDER BY product_id;

-- name: stores-id-unique
SELECT format('store_id=%s: %s rows', store_id, count(*))
  FROM stores
 GROUP BY store_id
HAVING count(*) > 1
 ORDER BY store_id;

-- name: stores-code-unique
SELECT format('store_code=%s: %s rows', store_code, count(*))
  FROM stores
 GROUP BY store_code
HAVING count(*) > 1
 ORDER BY store_code;

-- name: users-id-unique
SELECT format('user_id=%s: %s rows', user_id, count(*))
  FROM users
 GROUP BY user_id
HAVING count(*) > 1
 ORDER BY user_id;

-- name: users-username-unique
SELECT format('username=%s: %s rows', username, count(*))
  FROM users
 GROUP BY username
HAVING count(*) > 1
 ORDER BY username;

-- name: users-email-unique
SELECT format('email=%s: %s rows', email, count(*))
  FROM users
 GROUP BY email
HAVING count(*) > 1
 ORDER BY email;

-- name: inventory-id-unique
SELECT format('inventory_id=%s: %s rows', inventory_id, count(*))
  FROM inventory
 GROUP BY inventory_id
HAVING count(*) > 1
 ORDER BY inventory_id;

-- name: inventory-position-unique
SELECT format('store_id=%s product_id=%s: %s rows', store_id, product_id, count(*))
  FROM inventory
 WHERE store_id IS NOT NULL
 GROUP BY store_id, product_id
HAVING count(*) > 1
 ORDER BY store_id, product_id;

-- name: orders-id-unique
SELECT format('order_id=%s: %s rows', order_id, count(*))
  FROM orders
 GROUP BY order_id
HAVING count(*) > 1
 ORDER BY order_id;

-- name: orders-number-unique
SELECT format('order_number=%s: %s rows', order_number, count(*))
  FROM orders
 GROUP BY order_number
HAVING count(*) > 1
 ORDER BY order_number;
