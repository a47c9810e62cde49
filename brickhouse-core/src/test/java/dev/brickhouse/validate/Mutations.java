package dev.brickhouse.validate;

import java.util.function.Function;
import java.util.stream.Stream;

/** At least one fault for every check, in a small seeded database, and the victims that several of them share. */
final class Mutations {

    static final String FULFILLED =
            "SELECT order_id FROM orders WHERE order_status = 'fulfilled' ORDER BY order_id OFFSET 100 LIMIT 1";
    static final String APPROVED = "SELECT min(order_id) FROM orders WHERE order_status = 'approved'";
    static final String PENDING = "SELECT min(order_id) FROM orders WHERE order_status = 'pending_review'";
    static final String SHOP_POSITION =
            "SELECT min(inventory_id) FROM inventory JOIN stores USING (store_id) WHERE store_type <> 'Warehouse' AND quantity_cases > 30";
    static final String WAREHOUSE_POSITION =
            "SELECT min(inventory_id) FROM inventory JOIN stores USING (store_id) WHERE store_type = 'Warehouse' AND reserved_cases > 0";
    static final String POSITION_KEY =
            "SELECT format('store_id=%s product_id=%s', store_id, product_id) FROM inventory WHERE inventory_id = {victim}";
    static final String ORDER = "order_id={victim}";

    /** An order of an application, taken now, with an id beyond the seeded ones. */
    static final String APP_ORDER = """
            INSERT INTO orders (order_id, order_number, from_store_id, to_store_id, product_id, quantity_cases, order_status, requested_by)
            SELECT 100000, 'APP1', from_store_id, to_store_id, product_id, 10, 'pending_review', requested_by FROM orders WHERE order_id = 1;
            ALTER SEQUENCE orders_order_id_seq RESTART WITH 200000;
            """;

    static final String APP_ORDER_KEY = "order_id=100000";

    private Mutations() {}

    static Stream<Mutation> all() {
        return Stream.of(StructureMutations.all(), KeyMutations.all(), RetailMutations.all(), OrderMutations.all())
                .flatMap(Function.identity());
    }
}
