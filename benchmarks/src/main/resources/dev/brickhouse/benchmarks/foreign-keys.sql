ALTER TABLE orders
    ADD FOREIGN KEY (from_store_id) REFERENCES stores, ADD FOREIGN KEY (to_store_id) REFERENCES stores,
    ADD FOREIGN KEY (product_id) REFERENCES products, ADD FOREIGN KEY (requested_by) REFERENCES users,
    ADD FOREIGN KEY (approved_by) REFERENCES users;
ANALYZE orders;
