--liquibase formatted sql

--changeset ada:reviews
CREATE TABLE reviews (order_id int NOT NULL REFERENCES orders, stars int NOT NULL);
