\set product random(1, 156)
\set store random(2, 26)
\set cases random(5, 20)
BEGIN;
INSERT INTO orders (order_id, order_number, from_store_id, to_store_id, product_id, quantity_cases, requested_by) SELECT n.id, 'ORD' || lpad(n.id::text, GREATEST(6, length(n.id::text)), '0'), 1, :store, :product, :cases, 1 FROM (SELECT nextval('orders_order_id_seq'::regclass) AS id) AS n RETURNING order_id, txid_current() \gset
COMMIT;
BEGIN;
SELECT store_id, version, quantity_cases, reserved_cases FROM inventory WHERE product_id = :product AND store_id IN (1, 1) \gset a_
UPDATE orders SET order_status = 'approved', approved_by = 26, from_store_id = 1, version = version + 1, approved_date = GREATEST(LOCALTIMESTAMP, order_date + INTERVAL '1 microsecond') WHERE order_id = :order_id AND order_status = 'pending_review' AND version = 1 RETURNING txid_current();
UPDATE inventory SET quantity_cases = quantity_cases + 0, reserved_cases = reserved_cases + :cases, version = version + 1, last_updated = LOCALTIMESTAMP WHERE product_id = :product AND store_id = 1 AND version = :a_version RETURNING txid_current();
COMMIT;
BEGIN;
SELECT f.version AS f, t.version AS t, f.quantity_cases, f.reserved_cases FROM inventory f, inventory t WHERE f.product_id = :product AND f.store_id = 1 AND t.product_id = :product AND t.store_id = :store \gset v_
UPDATE orders SET order_status = 'fulfilled', version = version + 1, fulfilled_date = GREATEST(LOCALTIMESTAMP, approved_date + INTERVAL '1 microsecond') WHERE order_id = :order_id AND order_status = 'approved' AND version = 2 RETURNING txid_current();
UPDATE inventory SET quantity_cases = quantity_cases - :cases, reserved_cases = reserved_cases - :cases, version = version + 1, last_updated = LOCALTIMESTAMP WHERE product_id = :product AND store_id = 1 AND version = :v_f RETURNING txid_current();
UPDATE inventory SET quantity_cases = quantity_cases + :cases, reserved_cases = reserved_cases + 0, version = version + 1, last_updated = LOCALTIMESTAMP WHERE product_id = :product AND store_id = :store AND version = :v_t RETURNING txid_current();
COMMIT;
BEGIN;
SELECT store_id, version, quantity_cases, reserved_cases FROM inventory WHERE product_id = :product AND store_id IN (:store, :store) \gset s_
UPDATE inventory SET quantity_cases = quantity_cases - :cases, reserved_cases = reserved_cases + 0, version = version + 1, last_updated = LOCALTIMESTAMP WHERE product_id = :product AND store_id = :store AND version = :s_version RETURNING txid_current();
COMMIT;
BEGIN;
SELECT store_id, version, quantity_cases, reserved_cases FROM inventory WHERE product_id = :product AND store_id IN (1, 1) \gset r_
UPDATE inventory SET quantity_cases = quantity_cases + :cases, reserved_cases = reserved_cases + 0, version = version + 1, last_updated = LOCALTIMESTAMP WHERE product_id = :product AND store_id = 1 AND version = :r_version RETURNING txid_current();
COMMIT;
