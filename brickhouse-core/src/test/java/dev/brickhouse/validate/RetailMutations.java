package dev.brickhouse.validate;

import static dev.brickhouse.validate.Mutations.APPROVED;
import static dev.brickhouse.validate.Mutations.POSITION_KEY;
import static dev.brickhouse.validate.Mutations.SHOP_POSITION;
import static dev.brickhouse.validate.Mutations.WAREHOUSE_POSITION;

import java.util.List;
import java.util.stream.Stream;

/** Faults in products, stores, users and stock. */
final class RetailMutations {

    private RetailMutations() {}

    static Stream<Mutation> all() {
        return Stream.of(catalog(), stock()).flatMap(List::stream);
    }

    private static List<Mutation> catalog() {
        return List.of(
                Mutation.of("products-price")
                        .sql("UPDATE products SET unit_price = 0 WHERE product_id = 12")
                        .sees("product_id=12"),
                Mutation.of("stores-one-warehouse").sql("""
                                INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)
                                VALUES ('Second', 'HQ001', '1 Street', 'Town', 'GA', '30301', 'South', 'Warehouse')
                                """).sees("stores: 2 of store_type='Warehouse', wanted 1"),
                Mutation.of("stores-manager")
                        .victim("SELECT min(store_id) FROM users WHERE role = 'store_manager'")
                        .sql("UPDATE users SET store_id = (SELECT max(store_id) FROM users) WHERE store_id = {victim}")
                        .sees("store_id={victim}")
                        .alsoSeesRowsOf(
                                "orders-requester-store",
                                "SELECT format('order_id=%s', order_id) FROM orders WHERE to_store_id = {victim} ORDER BY order_id LIMIT 5"),
                Mutation.of("regions-manager")
                        .victim("SELECT min(region) FROM users WHERE role = 'regional_manager'")
                        .sql(
                                "UPDATE users SET region = 'Nowhere' WHERE role = 'regional_manager' AND region = '{victim}'")
                        .sees("region={victim}")
                        .alsoSees("orders-approver-region", "region={victim}"),
                Mutation.of("users-role")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_role_check;
                                INSERT INTO users (user_id, username, email, first_name, last_name, role) VALUES (100, 'd', 'd', 'D', 'D', 'director');
                                ALTER SEQUENCE users_user_id_seq RESTART WITH 200
                                """)
                        .sees("user_id=100")
                        .alsoSees("constraints-valid", "users.users_role_check: is missing"),
                Mutation.of("users-place").sql("""
                                INSERT INTO users (user_id, username, email, first_name, last_name, role, store_id, region)
                                VALUES (100, 'm', 'm', 'M', 'M', 'store_manager', NULL, 'South'),
                                       (101, 'r', 'r', 'R', 'R', 'regional_manager', 2, NULL);
                                ALTER SEQUENCE users_user_id_seq RESTART WITH 200
                                """).sees("user_id=100", "user_id=101"));
    }

    private static List<Mutation> stock() {
        return List.of(
                Mutation.of("inventory-not-negative")
                        .victim(SHOP_POSITION)
                        .sql("UPDATE inventory SET quantity_cases = -1 WHERE inventory_id = {victim}")
                        .seesRowsOf(POSITION_KEY),
                Mutation.of("inventory-reserved-in-stock")
                        .victim(WAREHOUSE_POSITION)
                        .sql("UPDATE inventory SET quantity_cases = reserved_cases - 1 WHERE inventory_id = {victim}")
                        .seesRowsOf(POSITION_KEY),
                Mutation.of("inventory-warehouse-complete")
                        .victim(
                                "SELECT max(inventory_id) FROM inventory WHERE reserved_cases = 0 AND store_id = (SELECT store_id FROM stores WHERE store_type = 'Warehouse')")
                        .sql("DELETE FROM inventory WHERE inventory_id = {victim}")
                        .seesRowsOf(POSITION_KEY),
                Mutation.of("inventory-of-open-orders")
                        .victim("""
                                SELECT min(i.inventory_id) FROM inventory i JOIN orders o ON o.to_store_id = i.store_id AND o.product_id = i.product_id
                                 WHERE o.order_status = 'pending_review'""")
                        .sql("DELETE FROM inventory WHERE inventory_id = {victim}")
                        .seesRowsOf(POSITION_KEY),
                Mutation.of("inventory-was-ordered").sql("""
                                INSERT INTO inventory (product_id, store_id, quantity_cases)
                                SELECT product_id, store_id, 100 FROM products CROSS JOIN stores
                                 WHERE store_type <> 'Warehouse'
                                   AND (store_id, product_id) NOT IN (SELECT to_store_id, product_id FROM orders)
                                   AND (store_id, product_id) NOT IN (SELECT store_id, product_id FROM inventory)
                                 LIMIT 50""").seesRowsOf("""
                                SELECT format('never ordered: 50 of %s stock positions of shops, wanted up to 1 %%', count(*) + 50)
                                  FROM inventory WHERE store_id IN (SELECT store_id FROM stores WHERE store_type <> 'Warehouse')
                                """),
                Mutation.of("inventory-at-a-store")
                        .sql("INSERT INTO inventory (inventory_id, product_id, store_id) VALUES (0, 1, NULL)")
                        .sees("inventory_id=0"),
                Mutation.of("inventory-shops-reserve-nothing")
                        .victim(SHOP_POSITION)
                        .sql("UPDATE inventory SET reserved_cases = 1 WHERE inventory_id = {victim}")
                        .seesRowsOf(POSITION_KEY),
                Mutation.of("inventory-reserved-as-approved")
                        .victim(WAREHOUSE_POSITION)
                        .sql("UPDATE inventory SET reserved_cases = reserved_cases - 1 WHERE inventory_id = {victim}")
                        .seesRowsOf(POSITION_KEY),
                Mutation.of("inventory-reserved-as-approved")
                        .victim(APPROVED)
                        .sql("UPDATE orders SET quantity_cases = 55 - quantity_cases WHERE order_id = {victim}")
                        .seesRowsOf("""
                                SELECT format('store_id=%s product_id=%s', from_store_id, product_id)
                                  FROM orders WHERE order_id = {victim}
                                """),
                Mutation.of("inventory-low-share")
                        .victim(
                                "SELECT count(*) FROM inventory WHERE store_id IN (SELECT store_id FROM stores WHERE store_type <> 'Warehouse')")
                        .sql(
                                "UPDATE inventory SET quantity_cases = 100 WHERE store_id IN (SELECT store_id FROM stores WHERE store_type <> 'Warehouse')")
                        .sees("CRITICAL or LOW: 0 of {victim} positions, wanted 1 to 20 %"),
                Mutation.of("inventory-low-share")
                        .victim(
                                "SELECT count(*) FROM inventory WHERE store_id IN (SELECT store_id FROM stores WHERE store_type <> 'Warehouse')")
                        .sql(
                                "UPDATE inventory SET quantity_cases = 5 WHERE store_id IN (SELECT store_id FROM stores WHERE store_type <> 'Warehouse')")
                        .sees("CRITICAL or LOW: {victim} of {victim} positions, wanted 1 to 20 %"));
    }
}
