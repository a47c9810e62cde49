package dev.brickhouse.validate;

import static dev.brickhouse.validate.Mutations.APP_ORDER;
import static dev.brickhouse.validate.Mutations.APP_ORDER_KEY;
import static dev.brickhouse.validate.Mutations.FULFILLED;
import static dev.brickhouse.validate.Mutations.ORDER;
import static dev.brickhouse.validate.Mutations.POSITION_KEY;
import static dev.brickhouse.validate.Mutations.SHOP_POSITION;

import java.util.List;
import java.util.stream.Stream;

/** Faults in unique keys and references, which a constraint has to be dropped for. */
final class KeyMutations {

    private KeyMutations() {}

    static Stream<Mutation> all() {
        return Stream.of(keys(), references()).flatMap(List::stream);
    }

    private static List<Mutation> keys() {
        return List.of(
                Mutation.of("products-id-unique")
                        .sql("""
                                ALTER TABLE products DROP CONSTRAINT products_pkey CASCADE;
                                INSERT INTO products SELECT * FROM products WHERE product_id = 7
                                """)
                        .sees("product_id=7")
                        .alsoSees(
                                "constraints-valid",
                                "inventory.inventory_product_id_fkey: is missing",
                                "orders.orders_product_id_fkey: is missing",
                                "products.products_pkey: is missing"),
                Mutation.of("stores-id-unique")
                        .victim("SELECT min(store_id) FROM stores WHERE store_type <> 'Warehouse'")
                        .sql("""
                                ALTER TABLE stores DROP CONSTRAINT stores_pkey CASCADE;
                                INSERT INTO stores SELECT store_id, store_name, 'TWICE', address, city, state, zip_code, region, store_type
                                  FROM stores WHERE store_id = {victim}
                                """)
                        .sees("store_id={victim}")
                        .alsoSees(
                                "constraints-valid",
                                "inventory.inventory_store_id_fkey: is missing",
                                "orders.orders_from_store_id_fkey: is missing",
                                "orders.orders_to_store_id_fkey: is missing",
                                "stores.stores_pkey: is missing",
                                "users.users_store_id_fkey: is missing"),
                Mutation.of("stores-code-unique")
                        .victim("SELECT store_code FROM stores WHERE store_id = 5")
                        .sql("""
                                ALTER TABLE stores DROP CONSTRAINT stores_store_code_key;
                                UPDATE stores SET store_code = '{victim}' WHERE store_id = 6
                                """)
                        .sees("store_code={victim}")
                        .alsoSees("constraints-valid", "stores.stores_store_code_key: is missing"),
                Mutation.of("users-id-unique")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE;
                                INSERT INTO users SELECT user_id, 'twice', 'twice@example.com', first_name, last_name, role, store_id, region
                                  FROM users WHERE user_id = 3
                                """)
                        .sees("user_id=3")
                        .alsoSees(
                                "constraints-valid",
                                "orders.orders_approved_by_fkey: is missing",
                                "orders.orders_requested_by_fkey: is missing",
                                "users.users_pkey: is missing"),
                Mutation.of("users-username-unique")
                        .victim("SELECT username FROM users WHERE user_id = 3")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_username_key;
                                UPDATE users SET username = '{victim}' WHERE user_id = 4
                                """)
                        .sees("username={victim}")
                        .alsoSees("constraints-valid", "users.users_username_key: is missing"),
                Mutation.of("users-email-unique")
                        .victim("SELECT email FROM users WHERE user_id = 3")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_email_key;
                                UPDATE users SET email = '{victim}' WHERE user_id = 4
                                """)
                        .sees("email={victim}")
                        .alsoSees("constraints-valid", "users.users_email_key: is missing"),
                Mutation.of("inventory-id-unique")
                        .sql("""
                                ALTER TABLE inventory DROP CONSTRAINT inventory_pkey;
                                UPDATE inventory SET inventory_id = 8 WHERE inventory_id = 9
                                """)
                        .sees("inventory_id=8")
                        .alsoSees("constraints-valid", "inventory.inventory_pkey: is missing"),
                Mutation.of("inventory-position-unique")
                        .victim(SHOP_POSITION)
                        .sql("""
                                ALTER TABLE inventory DROP CONSTRAINT inventory_product_id_store_id_key;
                                INSERT INTO inventory (product_id, store_id, quantity_cases)
                                SELECT product_id, store_id, quantity_cases FROM inventory WHERE inventory_id = {victim}
                                """)
                        .seesRowsOf(POSITION_KEY)
                        .alsoSees("constraints-valid", "inventory.inventory_product_id_store_id_key: is missing"),
                Mutation.of("orders-id-unique")
                        .sql("ALTER TABLE orders DROP CONSTRAINT orders_pkey;" + APP_ORDER
                                + "INSERT INTO orders SELECT order_id, 'APP2', from_store_id, to_store_id, product_id, 10,"
                                + " order_status, requested_by FROM orders WHERE order_id = 100000")
                        .sees(APP_ORDER_KEY)
                        .alsoSees("constraints-valid", "orders.orders_pkey: is missing"),
                Mutation.of("orders-number-unique")
                        .sql("ALTER TABLE orders DROP CONSTRAINT orders_order_number_key;" + APP_ORDER
                                + "UPDATE orders SET order_number = 'ORD000044' WHERE order_id = 100000")
                        .sees("order_number=ORD000044")
                        .alsoSees("constraints-valid", "orders.orders_order_number_key: is missing"));
    }

    private static List<Mutation> references() {
        return List.of(
                reference(
                        "users-store-exists",
                        "users",
                        "users_store_id_fkey",
                        "SELECT min(user_id) FROM users WHERE role = 'regional_manager'",
                        "UPDATE users SET store_id = 999 WHERE user_id = {victim}",
                        "user_id={victim}"),
                reference(
                        "inventory-product-exists",
                        "inventory",
                        "inventory_product_id_fkey",
                        "SELECT ''",
                        "INSERT INTO inventory (inventory_id, product_id, store_id) VALUES (0, 999, 2)",
                        "inventory_id=0"),
                reference(
                        "inventory-store-exists",
                        "inventory",
                        "inventory_store_id_fkey",
                        "SELECT ''",
                        "INSERT INTO inventory (inventory_id, product_id, store_id) VALUES (0, 1, 999)",
                        "inventory_id=0"),
                reference(
                        "orders-origin-exists",
                        "orders",
                        "orders_from_store_id_fkey",
                        FULFILLED,
                        "UPDATE orders SET from_store_id = 999 WHERE order_id = {victim}",
                        ORDER),
                reference(
                        "orders-destination-exists",
                        "orders",
                        "orders_to_store_id_fkey",
                        FULFILLED,
                        "UPDATE orders SET to_store_id = 999 WHERE order_id = {victim}",
                        ORDER),
                reference(
                        "orders-product-exists",
                        "orders",
                        "orders_product_id_fkey",
                        FULFILLED,
                        "UPDATE orders SET product_id = 999 WHERE order_id = {victim}",
                        ORDER),
                reference(
                        "orders-requester-exists",
                        "orders",
                        "orders_requested_by_fkey",
                        FULFILLED,
                        "UPDATE orders SET requested_by = 999 WHERE order_id = {victim}",
                        ORDER),
                reference(
                        "orders-approver-exists",
                        "orders",
                        "orders_approved_by_fkey",
                        FULFILLED,
                        "UPDATE orders SET approved_by = 999 WHERE order_id = {victim}",
                        ORDER));
    }

    private static Mutation reference(
            String check, String table, String foreignKey, String victim, String update, String key) {
        return Mutation.of(check)
                .victim(victim)
                .sql("ALTER TABLE " + table + " DROP CONSTRAINT " + foreignKey + ";" + update)
                .sees(key)
                .alsoSees("constraints-valid", table + "." + foreignKey + ": is missing");
    }
}
