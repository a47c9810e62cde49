CREATE INDEX idx_orders_store ON orders(to_store_id);
ALTER TABLE orders ADD CONSTRAINT orders_order_number_key UNIQUE (order_number);
