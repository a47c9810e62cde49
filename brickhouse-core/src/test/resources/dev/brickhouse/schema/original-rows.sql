INSERT INTO products (product_name, brand, category, package_size, unit_price)
VALUES ('Thunder Cola', 'Thunder', 'Cola', '12 x 330 ml', 9.90), ('Crystal Lime', 'Crystal', 'Citrus', '6 x 1 l', 7.50);
INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)
VALUES ('Headquarters', 'HQ000', '1 Main Street', 'Atlanta', 'GA', '30301', 'Southeast', 'Warehouse'),
       ('Miami Beach', 'MI001', '2 Ocean Drive', 'Miami', 'FL', '33101', 'Southeast', 'Tourist');
INSERT INTO users (username, email, first_name, last_name, role, store_id, region)
VALUES ('ana', 'ana@example.com', 'Ana', 'Diaz', 'store_manager', 2, 'Southeast');
INSERT INTO inventory (product_id, store_id, quantity_cases) VALUES (1, 2, 5), (2, 2, 20), (1, 1, 900);
INSERT INTO orders (order_number, from_store_id, to_store_id, product_id, quantity_cases, requested_by)
VALUES ('ORD000001', 1, 2, 1, 10, 1), ('ORD000002', 1, 2, 2, 12, 1);
