package dev.brickhouse.validate;

import static dev.brickhouse.validate.Mutations.APP_ORDER;
import static dev.brickhouse.validate.Mutations.FULFILLED;
import static dev.brickhouse.validate.Mutations.ORDER;
import static dev.brickhouse.validate.Mutations.PENDING;
import static dev.brickhouse.validate.Mutations.SHOP_POSITION;

import java.util.List;
import java.util.stream.Stream;

/** Faults in constraints, indexes, sequences, the journal and the views. */
final class StructureMutations {

    private StructureMutations() {}

    static Stream<Mutation> all() {
        return Stream.of(structure(), journal(), views()).flatMap(List::stream);
    }

    private static List<Mutation> structure() {
        return List.of(
                Mutation.of("constraints-valid")
                        .sql("ALTER TABLE users DROP CONSTRAINT users_role_check")
                        .sees("users.users_role_check: is missing"),
                Mutation.of("constraints-valid").sql("""
                                ALTER TABLE orders DROP CONSTRAINT orders_approved_by_fkey;
                                ALTER TABLE orders ADD CONSTRAINT orders_approved_by_fkey
                                      FOREIGN KEY (approved_by) REFERENCES users (user_id) NOT VALID
                                """).sees("orders.orders_approved_by_fkey: is NOT VALID"),
                Mutation.of("constraints-valid")
                        .sql("ALTER TABLE users DISABLE TRIGGER ALL")
                        .sees(
                                "orders.orders_approved_by_fkey: has disabled triggers",
                                "orders.orders_requested_by_fkey: has disabled triggers",
                                "users.users_store_id_fkey: has disabled triggers"),
                Mutation.of("constraints-valid")
                        .sql(
                                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'stores_store_code_key'::regclass")
                        .sees("stores.stores_store_code_key: has an invalid index"),
                Mutation.of("indexes-valid")
                        .sql("DROP INDEX idx_orders_status")
                        .sees("orders.idx_orders_status: is missing"),
                Mutation.of("indexes-valid")
                        .sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_orders_store'::regclass")
                        .sees("orders.idx_orders_store: is invalid"),
                Mutation.of("indexes-valid")
                        .sql("""
                                DROP INDEX analytics.uq_order_trends;
                                CREATE INDEX uq_order_trends ON analytics.order_trends (order_day)
                                """)
                        .sees("order_trends.uq_order_trends: is btree (order_day) instead of UNIQUE btree (order_day,"
                                + " region, category)"),
                Mutation.of("columns-not-null")
                        .sql("ALTER TABLE products ALTER brand DROP NOT NULL")
                        .sees("products.brand: is missing"),
                Mutation.of("columns-default")
                        .sql("ALTER TABLE orders ALTER order_date DROP DEFAULT")
                        .sees("orders.order_date: is missing"),
                Mutation.of("sequences-past-ids")
                        .sql("ALTER SEQUENCE stores_store_id_seq RESTART WITH 26")
                        .sees("stores.store_id: the next value is 26, the largest id 26"),
                Mutation.of("sequences-past-ids")
                        .sql("ALTER SEQUENCE stores_store_id_seq INCREMENT -1")
                        .sees("stores.store_id: the next value is 25, the largest id 26"),
                Mutation.of("sequences-past-ids")
                        .sql("ALTER SEQUENCE orders_order_id_seq OWNED BY NONE")
                        .sees("orders.order_id: has no sequence")
                        .alsoSees("columns-default", "orders.order_id: is missing"));
    }

    private static List<Mutation> journal() {
        return List.of(
                Mutation.of("journal-complete")
                        .sql("UPDATE brickhouse_seed SET state = 'finishing'")
                        .sees("state=finishing: wanted complete")
                        .skips("sequences-past-ids")
                        .skips("journal-orders")
                        .skips("journal-status-counts")
                        .skips("inventory-of-open-orders")
                        .skips("inventory-was-ordered")
                        .skips("inventory-reserved-as-approved")
                        .skips("orders-duplicates-have-twins")
                        .skips("views-present")
                        .skips("inventory-summary-current")
                        .skips("order-trends-current")
                        .skips("low-stock-alerts-current"),
                Mutation.of("journal-as-of")
                        .sql("UPDATE brickhouse_seed SET as_of = CURRENT_DATE + 2")
                        .sees("as_of={victim}")
                        .victim("SELECT CURRENT_DATE + 2"),
                Mutation.of("journal-complete")
                        .sql("""
                                UPDATE brickhouse_chunk SET loaded_at = NULL, loaded_by = NULL, checksum = NULL WHERE chunk_no IN (2, 4);
                                INSERT INTO brickhouse_suspended (table_name, object_name, kind, definition)
                                        VALUES ('orders', 'idx_orders_status', 'index', 'CREATE INDEX idx_orders_status ON orders (order_status)')
                                """)
                        .sees(
                                "chunk_no=2: orders 2001 to 3000 are not loaded",
                                "chunk_no=4: orders 4001 to 5000 are not loaded",
                                "index idx_orders_status: is suspended"),
                Mutation.of("journal-orders")
                        .victim(FULFILLED)
                        .sql("DELETE FROM orders WHERE order_id = {victim}")
                        .sees(ORDER)
                        .alsoSees("journal-status-counts", "fulfilled: 5199 orders, wanted 5200"),
                Mutation.of("journal-catalog")
                        .sql("UPDATE brickhouse_seed SET settings = replace(settings, 'users=33', 'users=34')")
                        .sees("users: 33 rows, wanted 34"),
                Mutation.of("journal-status-counts")
                        .victim(PENDING)
                        .sql("UPDATE orders SET order_status = 'cancelled', notes = 'No' WHERE order_id = {victim}")
                        .sees("cancelled: 26 orders, wanted 25", "pending_review: 59 orders, wanted 60"));
    }

    private static List<Mutation> views() {
        return List.of(
                Mutation.of("views-present")
                        .sql("DROP MATERIALIZED VIEW analytics.low_stock_alerts")
                        .withoutRefresh()
                        .sees("low_stock_alerts: is missing")
                        .skips("low-stock-alerts-current"),
                Mutation.of("views-present")
                        .sql("REFRESH MATERIALIZED VIEW analytics.order_trends WITH NO DATA")
                        .withoutRefresh()
                        .sees("order_trends: is not populated")
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
