-- Distributes the tables of version 1, which were made in the same transaction and hold no rows.

-- A reference table to which a local table refers, however soon that is distributed, too, would become one whose shards are
-- only reached in the coordinator's own session, so the foreign keys are made last.
ALTER TABLE users
    DROP CONSTRAINT users_store_id_fkey;
ALTER TABLE inventory
    DROP CONSTRAINT inventory_product_id_fkey,
    DROP CONSTRAINT inventory_store_id_fkey;
ALTER TABLE orders
    DROP CONSTRAINT orders_from_store_id_fkey,
    DROP CONSTRAINT orders_to_store_id_fkey,
    DROP CONSTRAINT orders_product_id_fkey,
    DROP CONSTRAINT orders_requested_by_fkey,
    DROP CONSTRAINT orders_approved_by_fkey;

-- A key has to hold the column that decides on the shard.
ALTER TABLE inventory
    DROP CONSTRAINT inventory_pkey,
    ADD CONSTRAINT inventory_pkey PRIMARY KEY (inventory_id, product_id);
ALTER TABLE orders
    DROP CONSTRAINT orders_pkey,
    DROP CONSTRAINT orders_order_number_key,
    ADD CONSTRAINT orders_pkey PRIMARY KEY (order_id, product_id),
    ADD CONSTRAINT orders_order_number_key UNIQUE (order_number, product_id);

-- What refers to a reference table is changed over one connection to each node.
SET LOCAL citus.multi_shard_modify_mode = sequential;

SELECT create_reference_table('products');
SELECT create_reference_table('stores');
SELECT create_reference_table('users');
SELECT create_distributed_table('inventory', 'product_id', colocate_with => 'none');
SELECT create_distributed_table('orders', 'product_id', colocate_with => 'inventory');

ALTER TABLE users ADD CONSTRAINT users_store_id_fkey FOREIGN KEY (store_id) REFERENCES stores(store_id);
ALTER TABLE inventory ADD CONSTRAINT inventory_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(product_id);
ALTER TABLE inventory ADD CONSTRAINT inventory_store_id_fkey FOREIGN KEY (store_id) REFERENCES stores(store_id);
ALTER TABLE orders ADD CONSTRAINT orders_from_store_id_fkey FOREIGN KEY (from_store_id) REFERENCES stores(store_id);
ALTER TABLE orders ADD CONSTRAINT orders_to_store_id_fkey FOREIGN KEY (to_store_id) REFERENCES stores(store_id);
ALTER TABLE orders ADD CONSTRAINT orders_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(product_id);
ALTER TABLE orders ADD CONSTRAINT orders_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(user_id);
ALTER TABLE orders ADD CONSTRAINT orders_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES users(user_id);
