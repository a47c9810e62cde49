package dev.brickhouse.validate;

import java.util.List;
import java.util.stream.Stream;

/** At least one fault for every check, in a small seeded database. */
final class Mutations {

    private static final String FULFILLED =
            "SELECT order_id FROM orders WHERE order_status = 'fulfilled' ORDER BY order_id OFFSET 100 LIMIT 1";
    private static final String APPROVED = "SELECT min(order_id) FROM orders WHERE order_status = 'approved'";
    private static final String PENDING = "SELECT min(order_id) FROM orders WHERE order_status = 'pending_review'";
    private static final String SHOP_POSITION =
            "SELECT min(inventory_id) FROM inventory JOIN stores USING (store_id) WHERE store_type <> 'Warehouse' AND quantity_cases > 30";
    private static final String WAREHOUSE_POSITION =
            "SELECT min(inventory_id) FROM inventory JOIN stores USING (store_id) WHERE store_type = 'Warehouse' AND reserved_cases > 0";
    private static final String POSITION_KEY =
            "SELECT format('store_id=%s product_id=%s', store_id, product_id) FROM inventory WHERE inventory_id = {victim}";
    private static final String ORDER = "order_id={victim}";

    /** An order of an application, taken now, with an id beyond the seeded ones. */
    private static final String APP_ORDER = """
            INSERT INTO orders (order_id, order_number, from_store_id, to_store_id, product_id, quantity_cases, order_status, requested_by)
            SELECT 100000, 'APP1', from_store_id, to_store_id, product_id, 10, 'pending_review', requested_by FROM orders WHERE order_id = 1;
            ALTER SEQUENCE orders_order_id_seq RESTART WITH 200000;
            """;

    private static final String APP_ORDER_KEY = "order_id=100000";

    private Mutations() {}

    static Stream<Mutation> all() {
        return Stream.of(
                        structure(),
                        journal(),
                        keys(),
                        references(),
                        catalog(),
                        stock(),
                        statuses(),
                        dates(),
                        people(),
                        numbers(),
                        views())
                .flatMap(List::stream);
    }

    private static List<Mutation> structure() {
        return List.of(
                Mutation.of("constraints-valid")
                        .sql("ALTER TABLE users DROP CONSTRAINT users_role_check")
                        .sees("users.users_role_check is missing"),
                Mutation.of("constraints-valid")
                        .sql("""
                                ALTER TABLE orders DROP CONSTRAINT orders_approved_by_fkey;
                                ALTER TABLE orders ADD CONSTRAINT orders_approved_by_fkey
                                      FOREIGN KEY (approved_by) REFERENCES users (user_id) NOT VALID
                                """)
                        .sees("orders.orders_approved_by_fkey is FOREIGN KEY (approved_by) REFERENCES users(user_id)"
                                + " NOT VALID"),
                Mutation.of("constraints-valid")
                        .sql("ALTER TABLE users DISABLE TRIGGER ALL")
                        .sees(
                                "orders.orders_approved_by_fkey is not in force",
                                "orders.orders_requested_by_fkey is not in force",
                                "users.users_store_id_fkey is not in force"),
                Mutation.of("constraints-valid")
                        .sql(
                                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'stores_store_code_key'::regclass")
                        .sees("stores.stores_store_code_key is not in force"),
                Mutation.of("indexes-valid").sql("DROP INDEX idx_orders_status").sees("idx_orders_status is missing"),
                Mutation.of("indexes-valid")
                        .sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_orders_store'::regclass")
                        .sees("idx_orders_store is invalid"),
                Mutation.of("indexes-valid").sql("""
                                DROP INDEX analytics.uq_order_trends;
                                CREATE INDEX uq_order_trends ON analytics.order_trends (order_day)
                                """).sees("uq_order_trends is btree (order_day)"),
                Mutation.of("columns-not-null")
                        .sql("ALTER TABLE products ALTER brand DROP NOT NULL")
                        .sees("products.brand"),
                Mutation.of("sequences-past-ids")
                        .sql("ALTER SEQUENCE stores_store_id_seq RESTART WITH 26")
                        .sees("stores.store_id"),
                Mutation.of("sequences-past-ids")
                        .sql("ALTER SEQUENCE orders_order_id_seq OWNED BY NONE")
                        .sees("orders.order_id has no sequence"));
    }

    private static List<Mutation> journal() {
        return List.of(
                Mutation.of("journal-complete")
                        .sql("UPDATE brickhouse_seed SET state = 'finishing'")
                        .sees("state=finishing"),
                Mutation.of("journal-complete")
                        .sql("""
                                UPDATE brickhouse_chunk SET loaded_at = NULL WHERE chunk_no IN (2, 4);
                                UPDATE brickhouse_suspended SET restored_at = NULL WHERE object_name = 'idx_orders_status'
                                """)
                        .sees("open chunk_no=2", "open chunk_no=4", "suspended index=idx_orders_status"),
                Mutation.of("journal-orders")
                        .victim(FULFILLED)
                        .sql("DELETE FROM orders WHERE order_id = {victim}")
                        .sees(ORDER)
                        .alsoSees("journal-status-counts", "fulfilled: 5199 of 5200 orders"),
                Mutation.of("journal-catalog")
                        .sql("UPDATE brickhouse_seed SET settings = replace(settings, 'users=33', 'users=34')")
                        .sees("users: 33 of 34 rows"),
                Mutation.of("journal-status-counts")
                        .victim(PENDING)
                        .sql("UPDATE orders SET order_status = 'cancelled', notes = 'No' WHERE order_id = {victim}")
                        .sees("cancelled: 26 of 25 orders", "pending_review: 59 of 60 orders"));
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
                                "inventory.inventory_product_id_fkey is missing",
                                "orders.orders_product_id_fkey is missing",
                                "products.products_pkey is missing"),
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
                                "inventory.inventory_store_id_fkey is missing",
                                "orders.orders_from_store_id_fkey is missing",
                                "orders.orders_to_store_id_fkey is missing",
                                "stores.stores_pkey is missing",
                                "users.users_store_id_fkey is missing"),
                Mutation.of("stores-code-unique")
                        .victim("SELECT store_code FROM stores WHERE store_id = 5")
                        .sql("""
                                ALTER TABLE stores DROP CONSTRAINT stores_store_code_key;
                                UPDATE stores SET store_code = '{victim}' WHERE store_id = 6
                                """)
                        .sees("store_code={victim}")
                        .alsoSees("constraints-valid", "stores.stores_store_code_key is missing"),
                Mutation.of("users-id-unique")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE;
                                INSERT INTO users SELECT user_id, 'twice', 'twice@example.com', first_name, last_name, role, store_id, region
                                  FROM users WHERE user_id = 3
                                """)
                        .sees("user_id=3")
                        .alsoSees(
                                "constraints-valid",
                                "orders.orders_approved_by_fkey is missing",
                                "orders.orders_requested_by_fkey is missing",
                                "users.users_pkey is missing"),
                Mutation.of("users-username-unique")
                        .victim("SELECT username FROM users WHERE user_id = 3")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_username_key;
                                UPDATE users SET username = '{victim}' WHERE user_id = 4
                                """)
                        .sees("username={victim}")
                        .alsoSees("constraints-valid", "users.users_username_key is missing"),
                Mutation.of("users-email-unique")
                        .victim("SELECT email FROM users WHERE user_id = 3")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_email_key;
                                UPDATE users SET email = '{victim}' WHERE user_id = 4
                                """)
                        .sees("email={victim}")
                        .alsoSees("constraints-valid", "users.users_email_key is missing"),
                Mutation.of("inventory-id-unique")
                        .sql("""
                                ALTER TABLE inventory DROP CONSTRAINT inventory_pkey;
                                UPDATE inventory SET inventory_id = 8 WHERE inventory_id = 9
                                """)
                        .sees("inventory_id=8")
                        .alsoSees("constraints-valid", "inventory.inventory_pkey is missing"),
                Mutation.of("inventory-position-unique")
                        .victim(SHOP_POSITION)
                        .sql("""
                                ALTER TABLE inventory DROP CONSTRAINT inventory_product_id_store_id_key;
                                INSERT INTO inventory (product_id, store_id, quantity_cases)
                                SELECT product_id, store_id, quantity_cases FROM inventory WHERE inventory_id = {victim}
                                """)
                        .seesRowsOf(POSITION_KEY)
                        .alsoSees("constraints-valid", "inventory.inventory_product_id_store_id_key is missing"),
                Mutation.of("orders-id-unique")
                        .sql("ALTER TABLE orders DROP CONSTRAINT orders_pkey;" + APP_ORDER
                                + "INSERT INTO orders SELECT order_id, 'APP2', from_store_id, to_store_id, product_id, 10,"
                                + " order_status, requested_by FROM orders WHERE order_id = 100000")
                        .sees(APP_ORDER_KEY)
                        .alsoSees("constraints-valid", "orders.orders_pkey is missing"),
                Mutation.of("orders-number-unique")
                        .sql("ALTER TABLE orders DROP CONSTRAINT orders_order_number_key;" + APP_ORDER
                                + "UPDATE orders SET order_number = 'ORD000044' WHERE order_id = 100000")
                        .sees("order_number=ORD000044")
                        .alsoSees("constraints-valid", "orders.orders_order_number_key is missing"));
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
                .alsoSees("constraints-valid", table + "." + foreignKey + " is missing");
    }

    private static List<Mutation> catalog() {
        return List.of(
                Mutation.of("products-price")
                        .sql("UPDATE products SET unit_price = 0 WHERE product_id = 12")
                        .sees("product_id=12"),
                Mutation.of("stores-one-warehouse").sql("""
                                INSERT INTO stores (store_name, store_code, address, city, state, zip_code, region, store_type)
                                VALUES ('Second', 'HQ001', '1 Street', 'Town', 'GA', '30301', 'South', 'Warehouse')
                                """).sees("2 warehouses"),
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
                        .alsoSeesRowsOf("orders-approver-region", """
                                SELECT format('order_id=%s', o.order_id) FROM orders o JOIN stores s ON s.store_id = o.to_store_id
                                 WHERE s.region = '{victim}' AND o.approved_by IS NOT NULL ORDER BY o.order_id LIMIT 5
                                """),
                Mutation.of("users-role")
                        .sql("""
                                ALTER TABLE users DROP CONSTRAINT users_role_check;
                                INSERT INTO users (user_id, username, email, first_name, last_name, role) VALUES (100, 'd', 'd', 'D', 'D', 'director');
                                ALTER SEQUENCE users_user_id_seq RESTART WITH 200
                                """)
                        .sees("user_id=100")
                        .alsoSees("constraints-valid", "users.users_role_check is missing"),
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
                Mutation.of("inventory-every-position")
                        .victim(SHOP_POSITION)
                        .sql("DELETE FROM inventory WHERE inventory_id = {victim}")
                        .seesRowsOf(POSITION_KEY),
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
                        .sql(
                                "UPDATE inventory SET quantity_cases = 100 WHERE store_id IN (SELECT store_id FROM stores WHERE store_type <> 'Warehouse')")
                        .sees("0 of 3900 positions CRITICAL or LOW", "no position CRITICAL", "no position LOW"),
                Mutation.of("inventory-low-share")
                        .sql(
                                "UPDATE inventory SET quantity_cases = 5 WHERE store_id IN (SELECT store_id FROM stores WHERE store_type <> 'Warehouse')")
                        .sees("3900 of 3900 positions CRITICAL or LOW", "no position LOW"));
    }

    private static List<Mutation> statuses() {
        return List.of(
                Mutation.of("orders-status")
                        .sql("ALTER TABLE orders DROP CONSTRAINT orders_order_status_check;" + APP_ORDER
                                + "UPDATE orders SET order_status = 'lost' WHERE order_id = 100000")
                        .sees(APP_ORDER_KEY)
                        .alsoSees("constraints-valid", "orders.orders_order_status_check is missing"),
                Mutation.of("orders-pending-columns")
                        .victim(PENDING)
                        .sql("UPDATE orders SET approved_date = order_date + INTERVAL '1 s' WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-approved-columns")
                        .victim(APPROVED)
                        .sql("UPDATE orders SET approved_by = NULL WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-fulfilled-columns")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET fulfilled_date = NULL WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-cancelled-columns")
                        .victim(
                                "SELECT min(order_id) FROM orders WHERE order_status = 'cancelled' AND approved_by IS NULL")
                        .sql("UPDATE orders SET approved_date = order_date + INTERVAL '1 s' WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-notes")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET notes = 'Well done' WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-notes")
                        .victim("SELECT min(order_id) FROM orders WHERE order_status = 'cancelled'")
                        .sql("UPDATE orders SET notes = NULL WHERE order_id = {victim}")
                        .sees(ORDER));
    }

    private static List<Mutation> dates() {
        return List.of(
                Mutation.of("orders-date-order")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET approved_date = order_date WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-date-order")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET fulfilled_date = approved_date WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-date-order")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET order_date = NULL WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-not-in-the-future")
                        .sql(APP_ORDER
                                + "UPDATE orders SET order_date = now() + INTERVAL '2 days' WHERE order_id = 100000")
                        .sees(APP_ORDER_KEY),
                Mutation.of("orders-not-after-as-of").victim(FULFILLED).sql("""
                                UPDATE orders SET fulfilled_date = (SELECT as_of + INTERVAL '1 s' FROM brickhouse_seed)
                                 WHERE order_id = {victim}
                                """).sees(ORDER),
                Mutation.of("orders-pending-window").victim(FULFILLED).sql("""
                                UPDATE orders p
                                   SET order_status = 'fulfilled', approved_date = p.order_date + INTERVAL '1 s',
                                       fulfilled_date = p.order_date + INTERVAL '2 s', approved_by = u.user_id
                                  FROM stores s, users u
                                 WHERE p.order_id = (SELECT min(order_id) FROM orders WHERE order_status = 'pending_review')
                                   AND s.store_id = p.to_store_id AND u.role = 'regional_manager' AND u.region = s.region;
                                UPDATE orders
                                   SET order_status = 'pending_review', approved_by = NULL, approved_date = NULL, fulfilled_date = NULL
                                 WHERE order_id = {victim}
                                """).sees(ORDER),
                Mutation.of("orders-approved-window").victim(FULFILLED).sql("""
                                UPDATE orders SET order_status = 'fulfilled', fulfilled_date = approved_date + INTERVAL '1 s'
                                 WHERE order_id = (SELECT order_id FROM orders WHERE order_status = 'approved' ORDER BY approved_date LIMIT 1);
                                UPDATE orders SET order_status = 'approved', fulfilled_date = NULL WHERE order_id = {victim};
                                UPDATE inventory i
                                   SET reserved_cases = COALESCE((SELECT sum(quantity_cases) FROM orders o
                                                                   WHERE o.product_id = i.product_id AND o.order_status = 'approved'), 0)
                                 WHERE store_id = (SELECT store_id FROM stores WHERE store_type = 'Warehouse')
                                """).sees(ORDER),
                Mutation.of("orders-date-rising")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET order_date = order_date - INTERVAL '90 days' WHERE order_id = {victim}")
                        .sees(ORDER));
    }

    private static List<Mutation> people() {
        return List.of(
                Mutation.of("orders-approver-region").victim(FULFILLED).sql("""
                                UPDATE orders o SET approved_by = (SELECT min(user_id) FROM users WHERE role = 'regional_manager' AND user_id <> o.approved_by)
                                 WHERE order_id = {victim}
                                """).sees(ORDER),
                Mutation.of("orders-requester-store").victim(FULFILLED).sql("""
                                UPDATE orders o SET requested_by = (SELECT min(user_id) FROM users WHERE role = 'store_manager' AND user_id <> o.requested_by)
                                 WHERE order_id = {victim}
                                """).sees(ORDER),
                Mutation.of("orders-from-warehouse")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET from_store_id = to_store_id WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-from-warehouse")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET from_store_id = NULL WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-to-shop")
                        .victim(PENDING)
                        .sql("UPDATE orders SET to_store_id = from_store_id WHERE order_id = {victim}")
                        .sees(ORDER)
                        .alsoSees("orders-requester-store", ORDER));
    }

    private static List<Mutation> numbers() {
        return List.of(
                Mutation.of("orders-quantity")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET quantity_cases = 51 WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-quantity")
                        .sql(APP_ORDER + "UPDATE orders SET quantity_cases = 0 WHERE order_id = 100000")
                        .sees(APP_ORDER_KEY),
                Mutation.of("orders-number-format")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET order_number = 'ORD-' || order_id WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-number-rising")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET order_number = 'ORD000000' WHERE order_id = {victim}")
                        .sees(ORDER));
    }

    private static List<Mutation> views() {
        return List.of(
                Mutation.of("views-present")
                        .sql("DROP MATERIALIZED VIEW analytics.low_stock_alerts")
                        .withoutRefresh()
                        .sees("low_stock_alerts is missing")
                        .skips("low-stock-alerts-current"),
                Mutation.of("views-present")
                        .sql("REFRESH MATERIALIZED VIEW analytics.order_trends WITH NO DATA")
                        .withoutRefresh()
                        .sees("order_trends is not populated")
                        .skips("order-trends-current"),
                Mutation.of("inventory-summary-current")
                        .victim(SHOP_POSITION)
                        .sql("UPDATE inventory SET quantity_cases = quantity_cases + 1 WHERE inventory_id = {victim}")
                        .withoutRefresh()
                        .seesRowsOf("""
                                SELECT format('%s, %s, %s, %s', s.region, s.store_name, p.brand, p.category)
                                  FROM inventory i JOIN stores s USING (store_id) JOIN products p USING (product_id)
                                 WHERE i.inventory_id = {victim}
                                """),
                Mutation.of("order-trends-current")
                        .sql(APP_ORDER)
                        .withoutRefresh()
                        .seesRowsOf("""
                                SELECT format('%s, %s, %s', CURRENT_DATE, s.region, p.category)
                                  FROM orders o JOIN stores s ON s.store_id = o.to_store_id JOIN products p USING (product_id)
                                 WHERE o.order_id = 1
                                """),
                Mutation.of("low-stock-alerts-current")
                        .victim(SHOP_POSITION)
                        .sql("""
                                UPDATE inventory SET quantity_cases = 25 WHERE inventory_id = {victim};
                                REFRESH MATERIALIZED VIEW analytics.inventory_summary
                                """)
                        .withoutRefresh()
                        .seesRowsOf("""
                                SELECT format('%s, %s', s.store_name, p.product_name)
                                  FROM inventory i JOIN stores s USING (store_id) JOIN products p USING (product_id)
                                 WHERE i.inventory_id = {victim}
                                """));
    }
}
