-- Replaces the table of version 1, which was made in the same transaction, by one with a partition for each month.
-- A key has to hold the column that the table is partitioned by.
DROP TABLE orders;

CREATE TABLE orders (
    order_id SERIAL,
    order_number VARCHAR(50) NOT NULL,
    from_store_id INTEGER REFERENCES stores(store_id),
    to_store_id INTEGER NOT NULL REFERENCES stores(store_id),
    product_id INTEGER NOT NULL REFERENCES products(product_id),
    quantity_cases INTEGER NOT NULL,
    order_status VARCHAR(50) NOT NULL DEFAULT 'pending_review'
        CHECK (order_status IN ('pending_review', 'approved', 'fulfilled', 'cancelled')),
    requested_by INTEGER NOT NULL REFERENCES users(user_id),
    approved_by INTEGER REFERENCES users(user_id),
    order_date TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    approved_date TIMESTAMP,
    fulfilled_date TIMESTAMP,
    notes TEXT,
    version INTEGER DEFAULT 1,
    CONSTRAINT orders_pkey PRIMARY KEY (order_id, order_date),
    CONSTRAINT orders_order_number_key UNIQUE (order_number, order_date)
) PARTITION BY RANGE (order_date);

CREATE INDEX idx_orders_status ON orders(order_status);
CREATE INDEX idx_orders_store ON orders(to_store_id);

CREATE TABLE orders_default PARTITION OF orders DEFAULT;
