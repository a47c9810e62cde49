ALTER TABLE orders ADD PRIMARY KEY (order_id);
CREATE INDEX idx_orders_status ON orders(order_status);
