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
-- What these find is one row for each rule. Materialized, since a text file would be parsed again for each.
WITH rows AS MATERIALIZED (SELECT product_id FROM part)
SELECT 'product_id is not unique' AS finding, count(*) - count(DISTINCT product_id) AS violations FROM rows;

-- name: stores
WITH rows AS MATERIALIZED (SELECT store_id, store_code FROM part)
SELECT 'store_id is not unique' AS finding, count(*) - count(DISTINCT store_id) AS violations FROM rows
UNION ALL
SELECT 'store_code is not unique', count(*) - count(DISTINCT store_code) FROM rows;

-- name: users
WITH rows AS MATERIALIZED (SELECT user_id, username, store_id FROM part)
SELECT 'user_id is not unique' AS finding, count(*) - count(DISTINCT user_id) AS violations FROM rows
UNION ALL
SELECT 'username is not unique', count(*) - count(DISTINCT username) FROM rows
UNION ALL
SELECT 'store_id refers to no store', count(*) FROM rows
 WHERE store_id IS NOT NULL AND store_id NOT IN (SELECT store_id FROM stores);

-- name: inventory
WITH rows AS MATERIALIZED (SELECT inventory_id, product_id, store_id FROM part)
SELECT 'inventory_id is not unique' AS finding, count(*) - count(DISTINCT inventory_id) AS violations FROM rows
UNION ALL
SELECT 'product_id and store_id are not unique', count(*) - count(DISTINCT (product_id, store_id)) FROM rows
 WHERE store_id IS NOT NULL
UNION ALL
SELECT 'product_id refers to no product', count(*) FROM rows WHERE product_id NOT IN (SELECT product_id FROM products)
UNION ALL
SELECT 'store_id refers to no store', count(*) FROM rows
 WHERE store_id IS NOT NULL AND store_id NOT IN (SELECT store_id FROM stores);

-- name: orders
-- Files hold ranges of ids that do not overlap, so what is unique in its file and in its range is unique.
WITH rows AS MATERIALIZED (
    SELECT order_id, order_number, from_store_id, to_store_id, product_id, requested_by, approved_by FROM part
)
SELECT 'order_id is not unique' AS finding, count(*) - count(DISTINCT order_id) AS violations FROM rows
UNION ALL
SELECT 'order_id is not in the range of the file', count(*) FROM rows WHERE order_id NOT BETWEEN ${from} AND ${to}
UNION ALL
SELECT 'order_number is not unique', count(*) - count(DISTINCT order_number) FROM rows
UNION ALL
SELECT 'product_id refers to no product', count(*) FROM rows WHERE product_id NOT IN (SELECT product_id FROM products)
UNION ALL
SELECT 'to_store_id refers to no store', count(*) FROM rows WHERE to_store_id NOT IN (SELECT store_id FROM stores)
UNION ALL
SELECT 'from_store_id refers to no store', count(*) FROM rows
 WHERE from_store_id IS NOT NULL AND from_store_id NOT IN (SELECT store_id FROM stores)
UNION ALL
SELECT 'requested_by refers to no user', count(*) FROM rows WHERE requested_by NOT IN (SELECT user_id FROM users)
UNION ALL
SELECT 'approved_by refers to no user', count(*) FROM rows
 WHERE approved_by IS NOT NULL AND approved_by NOT IN (SELECT user_id FROM users);
