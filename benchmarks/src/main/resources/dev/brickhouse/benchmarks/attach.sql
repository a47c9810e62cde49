ALTER TABLE orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey,
    ADD CONSTRAINT orders_order_number_key UNIQUE USING INDEX orders_order_number_key;
