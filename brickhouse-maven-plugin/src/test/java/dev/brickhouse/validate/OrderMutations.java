package dev.brickhouse.validate;

import static dev.brickhouse.validate.Mutations.APPROVED;
import static dev.brickhouse.validate.Mutations.APP_ORDER;
import static dev.brickhouse.validate.Mutations.APP_ORDER_KEY;
import static dev.brickhouse.validate.Mutations.FULFILLED;
import static dev.brickhouse.validate.Mutations.ORDER;
import static dev.brickhouse.validate.Mutations.PENDING;

import java.util.List;
import java.util.stream.Stream;

/** Faults in orders. */
final class OrderMutations {

    private OrderMutations() {}

    static Stream<Mutation> all() {
        return Stream.of(statuses(), dates(), people(), numbers()).flatMap(List::stream);
    }

    private static List<Mutation> statuses() {
        return List.of(
                Mutation.of("orders-status")
                        .sql("ALTER TABLE orders DROP CONSTRAINT orders_order_status_check;" + APP_ORDER
                                + "UPDATE orders SET order_status = 'lost' WHERE order_id = 100000")
                        .sees(APP_ORDER_KEY)
                        .alsoSees("constraints-valid", "orders.orders_order_status_check: is missing"),
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
                Mutation.of("orders-placed-by-as-of")
                        .victim("SELECT max(order_id) FROM orders")
                        .sql("""
                                UPDATE orders SET order_date = s.as_of + INTERVAL '1 s', approved_date = NULL FROM brickhouse_seed s
                                 WHERE order_id = {victim}
                                """)
                        .sees(ORDER),
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
}
