TRUNCATE orders;
ALTER TABLE orders
    DROP CONSTRAINT orders_from_store_id_fkey, DROP CONSTRAINT orders_to_store_id_fkey,
    DROP CONSTRAINT orders_product_id_fkey, DROP CONSTRAINT orders_requested_by_fkey,
    DROP CONSTRAINT orders_approved_by_fkey, DROP CONSTRAINT orders_order_number_key, DROP CONSTRAINT orders_pkey;
DROP INDEX idx_orders_status, idx_orders_store;
