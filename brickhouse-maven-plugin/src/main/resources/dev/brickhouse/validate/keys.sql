-- name: products-id-unique
SELECT format('product_id=%s', product_id)
  FROM products
 GROUP BY product_id
HAVING count(*) > 1
 ORDER BY product_id;

-- name: stores-id-unique
SELECT format('store_id=%s', store_id)
  FROM stores
 GROUP BY store_id
HAVING count(*) > 1
 ORDER BY store_id;

-- name: stores-code-unique
SELECT format('store_code=%s', store_code)
  FROM stores
 GROUP BY store_code
HAVING count(*) > 1
 ORDER BY store_code;

-- name: users-id-unique
SELECT format('user_id=%s', user_id)
  FROM users
 GROUP BY user_id
HAVING count(*) > 1
 ORDER BY user_id;

-- name: users-username-unique
SELECT format('username=%s', username)
  FROM users
 GROUP BY username
HAVING count(*) > 1
 ORDER BY username;

-- name: users-email-unique
SELECT format('email=%s', email)
  FROM users
 GROUP BY email
HAVING count(*) > 1
 ORDER BY email;

-- name: inventory-id-unique
SELECT format('inventory_id=%s', inventory_id)
  FROM inventory
 GROUP BY inventory_id
HAVING count(*) > 1
 ORDER BY inventory_id;

-- name: inventory-position-unique
SELECT format('store_id=%s product_id=%s', store_id, product_id)
  FROM inventory
 WHERE store_id IS NOT NULL
 GROUP BY store_id, product_id
HAVING count(*) > 1
 ORDER BY store_id, product_id;

-- name: orders-id-unique
SELECT format('order_id=%s', order_id)
  FROM orders
 GROUP BY order_id
HAVING count(*) > 1
 ORDER BY order_id;

-- name: orders-number-unique
SELECT format('order_number=%s', order_number)
  FROM orders
 GROUP BY order_number
HAVING count(*) > 1
 ORDER BY order_number;
