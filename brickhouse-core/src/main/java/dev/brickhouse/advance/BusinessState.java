package dev.brickhouse.advance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one day of the business begins with.
 *
 * @param staff who works for whom
 * @param stock every stock position, by {@link #key}; positions that come into being are added
 * @param orders the open orders in the order in which they came; those that are placed on this day are added
 * @param nextOrder the next free {@code order_id}
 */
record BusinessState(Staff staff, Map<Long, StockRow> stock, List<OpenOrder> orders, long nextOrder) {

    private static final int STORE_BITS = 32;

    static long key(int store, int product) {
        return (long) store << STORE_BITS | product;
    }

    /** The stock of a product at a store; null if it has none. */
    StockRow stock(int store, int product) {
        return stock.get(key(store, product));
    }

    /** As {@link #stock(int, int)}, with a new position where there is none. */
    StockRow stockOrNew(int store, int product) {
        return stock.computeIfAbsent(
                key(store, product), key -> new StockRow(StockRow.NEW, store, product, 0, 0, OpenOrder.NOT_YET, 0));
    }

    /** How many cases are on order, by {@link #key}. */
    Map<Long, Long> onOrder() {
        Map<Long, Long> cases = new HashMap<>();
        orders.forEach(order -> cases.merge(key(order.shop, order.product), (long) order.cases, Long::sum));
        return cases;
    }
}
