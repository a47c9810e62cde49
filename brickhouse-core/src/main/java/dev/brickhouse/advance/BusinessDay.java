package dev.brickhouse.advance;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.demand.DailySales;
import dev.brickhouse.demand.SlotLines;
import dev.brickhouse.history.Continuation;
import dev.brickhouse.history.ContinuedWorkflow;
import dev.brickhouse.history.OrderStatus;
import java.util.HashMap;
import java.util.Map;

/**
 * One day of the business after the other: a function of what the day begins with, the model and the day alone. For one
 * thread.
 */
final class BusinessDay {

    private final Continuation business;
    private final ContinuedWorkflow workflow;
    private final SlotLines lines;
    private final DailySales sales;
    private final Map<Integer, Integer> shopOfStore = new HashMap<>();
    private final long seededOrders;
    private final long seededTo;
    private final int products;

    private BusinessState state;
    private int day;
    private long begin;
    private long end;
    private long placed;
    private long approved;
    private long fulfilled;
    private long cancelled;

    /**
     * @param seededOrders the last {@code order_id} of the seed
     * @param seededTo when the seeded history ends
     */
    BusinessDay(Continuation business, long seededOrders, long seededTo) {
        this.business = business;
        this.seededOrders = seededOrders;
        this.seededTo = seededTo;
        workflow = business.workflow();
        lines = business.lines();
        sales = business.sales();
        int known = 0;
        for (int position = 0; position < business.positions(); position++) {
            int shop = business.shop(position);
            shopOfStore.put(business.storeId(shop), shop);
            known = Math.max(known, business.product(position) + 1);
        }
        products = known;
    }

    /**
     * Lets a day pass.
     *
     * @param number its number in the days of the business
     * @param atBeginning what it begins with, which becomes what it ends with
     */
    DayCounts pass(int number, BusinessState atBeginning) {
        state = atBeginning;
        day = number;
        begin = business.days().micros(day);
        end = begin + Days.MICROS_PER_DAY;
        placed = 0;
        approved = 0;
        fulfilled = 0;
        cancelled = 0;
        sales.moveTo(day);
        placeOrders();
        state.orders().forEach(this::work);
        long sold = sell();
        return new DayCounts(1, placed, approved, fulfilled, cancelled, sold, receive());
    }

    private void placeOrders() {
        Map<Long, Long> onOrder = state.onOrder();
        long id = state.nextOrder();
        for (int slot = business.firstSlot(day); slot < business.firstSlot(day + 1); slot++) {
            lines.enter(slot);
            for (int place = 0; place < lines.count(); place++) {
                int line = lines.line(place);
                int store = business.storeId(lines.shop(line));
                int product = lines.product(line) + 1;
                Integer manager = state.staff().requester(workflow.requester(lines.shop(line), day), store);
                if (manager == null || state.stock(business.warehouseId(), product) == null) {
                    continue;
                }
                int position = lines.position(line);
                long key = BusinessState.key(store, product);
                StockRow shelf = state.stock(store, product);
                int cases = business.stock()
                        .ordered(
                                position,
                                lines.cases(line),
                                sales.casesADay(position),
                                shelf == null ? 0 : shelf.quantity,
                                onOrder.getOrDefault(key, 0L));
                if (cases > 0) {
                    onOrder.merge(key, (long) cases, Long::sum);
                    state.orders()
                            .add(new OpenOrder(
                                    id++,
                                    store,
                                    product,
                                    cases,
                                    begin + lines.time(place),
                                    manager,
                                    OrderStatus.PENDING_REVIEW,
                                    1));
                    placed++;
                }
            }
        }
    }

    /** Takes an order as far as it comes on this day. What the model does not know is left to whoever placed it. */
    private void work(OpenOrder order) {
        Integer shop = shopOfStore.get(order.shop);
        StockRow warehouse = state.stock(business.warehouseId(), order.product);
        if (shop == null || order.product > products || warehouse == null) {
            return;
        }
        long known = Math.max(order.placed, business.days().micros(0));
        if (order.status == OrderStatus.PENDING_REVIEW) {
            review(order, shop, warehouse, known);
        }
        if (order.status == OrderStatus.APPROVED) {
            deliver(order, shop, warehouse, known);
        }
    }

    private void review(OpenOrder order, int shop, StockRow warehouse, long known) {
        long at = workflow.reviewed(order.id, known, openUntil(order, known));
        if (at < begin) {
            at = workflow.reviewed(order.id, known, begin);
        }
        if (at >= end) {
            return;
        }
        if (workflow.isCancelledInReview(order.id)) {
            order.cancel(workflow.note(order.id, order.cases));
            cancelled++;
            return;
        }
        Integer approver = state.staff().approver(workflow.approver(business.region(shop), at), order.shop);
        if (approver != null) {
            order.approve(Math.max(at, order.placed + 1), approver);
            warehouse.change(0, order.cases, order.approved);
            approved++;
        }
    }

    private void deliver(OpenOrder order, int shop, StockRow warehouse, long known) {
        long since = Math.max(order.approved, known);
        int product = order.product - 1;
        long at = workflow.delivered(order.id, known, since, openUntil(order, since), shop, product);
        if (at < begin) {
            at = workflow.delivered(order.id, known, since, begin, shop, product);
        }
        if (at >= end) {
            return;
        }
        if (workflow.isCancelledAfterApproval(order.id)) {
            order.cancel(workflow.note(order.id, order.cases));
            warehouse.change(0, -order.cases, at);
            cancelled++;
            return;
        }
        order.fulfill(Math.max(at, order.approved + 1));
        warehouse.change(-order.cases, -order.cases, at);
        state.stockOrNew(order.shop, order.product).change(order.cases, 0, at);
        fulfilled++;
    }

    /** What was open when the seed ended is known not to have been done before. */
    private long openUntil(OpenOrder order, long since) {
        return order.id <= seededOrders ? Math.max(since, seededTo - 1) : since;
    }

    private long sell() {
        long sold = 0;
        for (int position = 0; position < business.positions(); position++) {
            StockRow shelf = state.stock(business.storeId(business.shop(position)), business.product(position) + 1);
            long cases = shelf == null ? 0 : Math.min(sales.cases(position), shelf.quantity);
            if (cases > 0) {
                shelf.change(-cases, 0, begin + business.stock().lastSale(position, day));
                sold += cases;
            }
        }
        return sold;
    }

    /** The warehouse is filled up early in the morning, before anything leaves it. */
    private long receive() {
        double[] casesADay = new double[products];
        for (int position = 0; position < business.positions(); position++) {
            casesADay[business.product(position)] += sales.casesADay(position);
        }
        long received = 0;
        for (int product = 0; product < products; product++) {
            StockRow warehouse = state.stock(business.warehouseId(), product + 1);
            if (warehouse != null) {
                long cases = business.stock().received(casesADay[product], warehouse.quantity - warehouse.reserved);
                if (cases > 0) {
                    warehouse.change(cases, 0, begin);
                    received += cases;
                }
            }
        }
        return received;
    }
}
