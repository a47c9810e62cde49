CREATE UNIQUE INDEX orders_order_number_key ON orders(order_number);
CREATE UNIQUE INDEX orders_pkey ON orders(order_id);
