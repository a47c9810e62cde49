-- Statements for DuckDB. Placeholders stand for literals.

-- name: settings
SET threads = 1;
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET enable_progress_bar = false;
SET TimeZone = 'UTC';

-- name: write-parquet
COPY (SELECT *
        FROM read_csv(${csv}, columns = ${columns}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
                      new_line = '\n', nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 16777216, buffer_size = 33554432))
  TO ${parquet} (FORMAT parquet, COMPRESSION zstd);

-- name: view-parquet
CREATE OR REPLACE TEMP VIEW part AS SELECT * FROM read_parquet(${file}, hive_partitioning = false);

-- name: view-csv
CREATE OR REPLACE TEMP VIEW part AS
SELECT *
  FROM read_csv(${file}, columns = ${columns}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
                new_line = '\n', nullstr = '', allow_quoted_nulls = false, parallel = false, max_line_size = 16777216, buffer_size = 33554432,
                hive_partitioning = false);

-- name: view-ndjson
CREATE OR REPLACE TEMP VIEW part AS
SELECT *
  FROM read_json(${file}, columns = ${columns}, format = 'newline_delimited', hive_partitioning = false);

-- name: keep-products
CREATE TEMP TABLE products AS SELECT product_id FROM part;

-- name: keep-stores
CREATE TEMP TABLE stores AS SELECT store_id FROM part;

-- name: keep-users
CREATE TEMP TABLE users AS SELECT user_id FROM part;

-- name: products
SELECT 'product_id is not unique' AS finding, count(*) - count(DISTINCT product_id) AS violations FROM part;

-- name: stores
SELECT 'store_id is not unique' AS finding, count(*) - count(DISTINCT store_id) AS violations FROM part
UNION ALL
SELECT 'store_code is not unique', count(*) - count(DISTINCT store_code) FROM part;

-- name: users
SELECT 'user_id is not unique' AS finding, count(*) - count(DISTINCT user_id) AS violations FROM part
UNION ALL
SELECT 'username is not unique', count(*) - count(DISTINCT username) FROM part
UNION ALL
SELECT 'store_id refers to no store', count(*) FROM part WHERE store_id IS NOT NULL AND store_id NOT IN (SELECT store_id FROM stores);

-- name: inventory
SELECT 'inventory_id is not unique' AS finding, count(*) - count(DISTINCT inventory_id) AS violations FROM part
UNION ALL
SELECT 'product_id and store_id are not unique', count(*) - count(DISTINCT (product_id, store_id)) FROM part WHERE store_id IS NOT NULL
UNION ALL
SELECT 'product_id refers to no product', count(*) FROM part WHERE product_id NOT IN (SELECT product_id FROM products)
UNION ALL
SELECT 'store_id refers to no store', count(*) FROM part WHERE store_id IS NOT NULL AND store_id NOT IN (SELECT store_id FROM stores);

-- name: orders
-- Files hold ranges of ids, so an id that is unique in its file, and in its range, is unique.
SELECT 'order_id is not unique' AS finding, count(*) - count(DISTINCT order_id) AS violations FROM part
UNION ALL
SELECT 'order_number is not unique', count(*) - count(DISTINCT order_number) FROM part
UNION ALL
SELECT 'product_id refers to no product', count(*) FROM part WHERE product_id NOT IN (SELECT product_id FROM products)
UNION ALL
SELECT 'to_store_id refers to no store', count(*) FROM part WHERE to_store_id NOT IN (SELECT store_id FROM stores)
UNION ALL
SELECT 'from_store_id refers to no store', count(*) FROM part
 WHERE from_store_id IS NOT NULL AND from_store_id NOT IN (SELECT store_id FROM stores)
UNION ALL
SELECT 'requested_by refers to no user', count(*) FROM part WHERE requested_by NOT IN (SELECT user_id FROM users)
UNION ALL
SELECT 'approved_by refers to no user', count(*) FROM part
 WHERE approved_by IS NOT NULL AND approved_by NOT IN (SELECT user_id FROM users);

-- name: order-range
SELECT min(order_id), max(order_id) FROM part;
