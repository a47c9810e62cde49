CREATE TABLE returns (
    return_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id int NOT NULL REFERENCES retail.orders,
    reason text NOT NULL
);
