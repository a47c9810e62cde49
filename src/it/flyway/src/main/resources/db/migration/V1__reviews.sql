CREATE TABLE reviews (order_id int NOT NULL REFERENCES retail.orders, stars int NOT NULL);
