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
                Mutation.of("orders-one-visit-a-day")
                        .victim("""
                                SELECT order_id FROM orders o WHERE order_status = 'pending_review'
                                   AND order_id = (SELECT max(order_id) FROM orders p WHERE p.to_store_id = o.to_store_id)
                                   AND EXISTS (SELECT FROM orders e WHERE e.to_store_id = o.to_store_id AND e.order_id <> o.order_id
                                                  AND e.order_date::date = o.order_date::date AND e.order_date::time > '10:01')
                                 ORDER BY order_id DESC LIMIT 1""")
                        .sql("""
                                UPDATE orders o SET order_date = (SELECT max(order_date) - INTERVAL '10 hours 1 second' FROM orders e
                                    WHERE e.to_store_id = o.to_store_id AND e.order_id <> o.order_id AND e.order_date::date = o.order_date::date)
                                 WHERE order_id = {victim}
                                """)
                        .seesRowsOf(
                                "SELECT format('to_store_id=%s', to_store_id) FROM orders WHERE order_id = {victim}")
                        .alsoSeesRowsOf("orders-date-rising", "SELECT 'order_id={victim}'"),
                Mutation.of("orders-duplicates-have-twins")
                        .sql("""
                                UPDATE orders SET notes = 'Duplicate of an earlier request'
                                 WHERE order_id = (SELECT min(order_id) FROM orders WHERE order_status = 'cancelled')
                                """)
                        .seesRowsOf(
                                "SELECT format('order_id=%s', min(order_id)) FROM orders WHERE order_status = 'cancelled'"),
                Mutation.of("orders-too-large")
                        .sql("""
                                UPDATE orders SET notes = 'Ordered quantity exceeds shelf capacity', quantity_cases = 35
                                 WHERE order_id = (SELECT min(order_id) FROM orders WHERE order_status = 'cancelled')
                                """)
                        .seesRowsOf(
                                "SELECT format('order_id=%s', min(order_id)) FROM orders WHERE order_status = 'cancelled'"),
                Mutation.of("orders-date-rising")
                        .victim(FULFILLED)
                        .sql("UPDATE orders SET order_date = order_date - INTERVAL '90 days' WHERE order_id = {victim}")
                        .sees(ORDER));
    }

    /** An order of the Southeast, which has another one that was approved on the same day. */
    private static final String ONE_OF_SEVERAL_APPROVED = """
            SELECT max(o.order_id) FROM orders o JOIN stores s ON s.store_id = o.to_store_id
             WHERE s.region = 'Southeast' AND o.order_status = 'fulfilled'
               AND EXISTS (SELECT FROM orders e JOIN stores t ON t.store_id = e.to_store_id
                            WHERE t.region = 'Southeast' AND e.order_id <> o.order_id
                              AND e.approved_date::date = o.approved_date::date)
            """;

    private static List<Mutation> people() {
        return List.of(
                Mutation.of("orders-approver-role")
                        .victim(ONE_OF_SEVERAL_APPROVED)
                        .sql("UPDATE orders SET approved_by = requested_by WHERE order_id = {victim}")
                        .sees(ORDER),
                Mutation.of("orders-approver-region")
                        .victim("SELECT min(region) FROM stores")
                        .sql("""
                                UPDATE orders o SET approved_by = (SELECT min(user_id) FROM users WHERE role = 'regional_manager' AND region <> '{victim}')
                                  FROM stores s
                                 WHERE s.store_id = o.to_store_id AND s.region = '{victim}' AND approved_by IS NOT NULL
                                """)
                        .sees("region={victim}"),
                Mutation.of("orders-one-approver-a-day")
                        .victim(ONE_OF_SEVERAL_APPROVED)
                        .sql("""
                                UPDATE orders o SET approved_by = (SELECT min(user_id) FROM users WHERE role = 'regional_manager' AND user_id <> o.approved_by)
                                 WHERE order_id = {victim}
                                """)
                        .sees("region=Southeast"),
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
