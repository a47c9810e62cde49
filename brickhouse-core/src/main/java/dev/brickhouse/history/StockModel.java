package dev.brickhouse.history;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.demand.ClosingDemand;
import dev.brickhouse.demand.Demand;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;
import java.util.List;

/**
 * The closing stock of every product at the warehouse, and of every product that a shop carries at the shop.
 *
 * <p>A shop orders up to a level: what it has on hand and what is on order together are that level less what it has
 * sold since its last order. So the stock on hand follows from the last orders and from those that are still open; who
 * waits for a delivery runs low. The warehouse has reserved exactly what its approved orders are still waiting for, and
 * holds that and some days of its outflow. Immutable; memory grows with stores × products.
 */
public final class StockModel {

    /** The outflow of the warehouse is measured over four weeks, so that every weekday counts alike. */
    private static final int OUTFLOW_DAYS = 28;

    /**
     * What is short in the warehouse becomes scarce in the shops, too, and what is not fills the gaps beside it: so the
     * shelves have this much of what they usually have. Otherwise the shops would be full of what nobody can deliver.
     */
    private static final double FILLED = 1.11;

    private static final double FILLED_LESS_IN_SHORTAGE = 0.28;

    /** A shortage is felt in full where orders wait for this many hours of the warehouse, six weeks of them. */
    private static final double FULL_SHORTAGE_HOURS = 530;

    /** What has run out is on order, or was ordered within this many days: somebody notices. */
    private static final double UNNOTICED_DAYS = 25;

    /** The warehouse keeps ten days to five weeks of its outflow. */
    static final double WAREHOUSE_LEAST_DAYS = 10;

    static final double WAREHOUSE_MOST_DAYS = 35;

    /** Of what is short, what came this morning is gone tomorrow. */
    private static final double SHORT_MOST_DAYS = 1.2;

    /** Four pallets of 40 cases of what hardly sells. */
    static final int WAREHOUSE_LEAST_CASES = 160;

    /** What is left of a delisted product waits for a clearance. */
    private static final int LEAST_REMNANT = 26;

    private static final int MOST_REMNANT = 90;

    /** The warehouse books that it promises an order and that it sends it, and now and then what it receives. */
    private static final double BOOKINGS_AN_ORDER = 2.1;

    private static final long MICROS_PER_SECOND = 1_000_000;

    /** What was promised of a delisted product is sent within some days. */
    private static final int CLEARED_AFTER_DAYS = 25;

    private final History history;
    private final Demand demand;
    private final ClosingDemand closing;
    private final StockBookings bookings;
    private final List<Store> stores;
    private final int warehouse;
    private final int[] carried;

    /** The products of the warehouse and after them the carried positions, as they came into being. */
    private final int[] rows;

    private final int[] onOrder;
    private final int[] openOrders;
    /** The earliest instant if it was longer ago than is replayed. */
    private final long[] lastDelivery;

    private final long[] outflow;
    private final long[] reserved;
    private final long[] ordersOfProduct;
    private final long key;

    private StockModel(History history, Catalog catalog) {
        this.history = history;
        demand = history.demand;
        closing = demand.closing();
        stores = catalog.stores();
        warehouse = stores.indexOf(catalog.warehouse());
        key = CounterRandom.key(history.settings().seed(), RandomStreams.STOCK);
        bookings = new StockBookings(history.days, history.transit, key);
        int products = catalog.products().size();
        ordersOfProduct = new long[products];
        outflow = new long[products];
        reserved = new long[products];
        onOrder = new int[demand.positions()];
        openOrders = new int[demand.positions()];
        lastDelivery = new long[demand.positions()];
        Arrays.fill(lastDelivery, Long.MIN_VALUE);
        carried = new int[demand.positions()];
        replay();
        int count = 0;
        for (int p = 0; p < demand.positions(); p++) {
            ordersOfProduct[demand.product(p)] += closing.orders(p);
            // what was never ordered was never received, and what is delisted has been cleared
            if (closing.orders(p) > 0 && (closing.ordersADay(p) > 0 || openOrders[p] > 0)) {
                carried[count++] = p;
            }
        }
        rows = inOrderOfTheirBeginning(products + count);
    }

    /** A new shop gets the products that there are, and a new product comes into all shops: so their rows follow each other. */
    private int[] inOrderOfTheirBeginning(int count) {
        long first = demand.catalogDates().store(warehouse);
        long[] sorted = new long[count];
        for (int row = 0; row < count; row++) {
            sorted[row] = (since(row) - first) / MICROS_PER_SECOND << Integer.SIZE | row;
        }
        Arrays.sort(sorted);
        int[] ordered = new int[count];
        Arrays.setAll(ordered, i -> (int) sorted[i]);
        return ordered;
    }

    private long since(int row) {
        boolean inWarehouse = row < outflow.length;
        int position = inWarehouse ? 0 : carried[row - outflow.length];
        int store = inWarehouse ? warehouse : history.shopId[demand.shop(position)] - 1;
        int product = inWarehouse ? row : demand.product(position);
        return Math.max(
                demand.catalogDates().product(product), demand.catalogDates().store(store));
    }

    /** Replays the last weeks of the history, which are all that the closing stock depends on. */
    public static StockModel of(History history, Catalog catalog) {
        return new StockModel(history, catalog);
    }

    private void replay() {
        OrderCursor order = history.cursor();
        long measuredFrom = history.firstOrderFrom(history.settings().asOf().minusDays(OUTFLOW_DAYS));
        for (long n = Math.min(measuredFrom, history.open.firstOrder()); n < history.size(); n++) {
            order.moveTo(n);
            int product = order.productId() - 1;
            if (order.status() == OrderStatus.CANCELLED) {
                continue;
            }
            if (n >= measuredFrom) {
                outflow[product] += order.quantityCases();
            }
            if (order.status() != OrderStatus.FULFILLED) {
                onOrder[order.position()] = addUpToMax(onOrder[order.position()], order.quantityCases());
                openOrders[order.position()]++;
            } else {
                lastDelivery[order.position()] = Math.max(lastDelivery[order.position()], order.fulfilledAt());
            }
            reserved[product] += order.status() == OrderStatus.APPROVED ? order.quantityCases() : 0;
        }
        for (long cases : reserved) {
            if (cases > Integer.MAX_VALUE / 2) {
                throw new ConfigurationException("The approved orders reserve " + cases
                        + " cases of one product, which is more than inventory.reserved_cases can hold; lower "
                        + PropertyNames.APPROVED_ORDERS + " or " + PropertyNames.SCALE + ".");
            }
        }
    }

    /** The column for the stock that follows from it is an integer too. */
    private static int addUpToMax(int sum, int cases) {
        return sum > Integer.MAX_VALUE - cases ? Integer.MAX_VALUE : sum + cases;
    }

    /** The number of positions: all products of the warehouse, and what each shop carries. */
    public long size() {
        return rows.length;
    }

    /**
     * A position; they come in the order in which they came into being.
     *
     * @param index from 0 to {@link #size()} - 1
     */
    public StockPosition position(long index) {
        int id = (int) index + 1;
        int row = rows[(int) index];
        if (row < outflow.length) {
            return inWarehouse(id, row);
        }
        int position = carried[row - outflow.length];
        return inShop(id, demand.shop(position), position, since(row));
    }

    private StockPosition inWarehouse(int id, int product) {
        long base = CounterRandom.base(key, -1L - product);
        double perDay = (double) outflow[product] / OUTFLOW_DAYS;
        int lastDay = perDay == 0 && isDelisted(product)
                ? Math.min(history.days.count() - 1, demand.delisted(product) + CLEARED_AFTER_DAYS)
                : bookings.lastDayWith(perDay, base);
        return new StockPosition(
                id,
                stores.get(warehouse).storeId(),
                product + 1,
                (int) Math.min(Integer.MAX_VALUE, reserved[product] + unreserved(product, perDay, base)),
                (int) reserved[product],
                bookings.inWarehouse(lastDay, base),
                bookings.version(
                        BOOKINGS_AN_ORDER * ordersOfProduct[product],
                        demand.catalogDates().product(product)));
    }

    private boolean isDelisted(int product) {
        return demand.delisted(product) < history.days.count();
    }

    /** What the warehouse has beyond what is promised. */
    private long unreserved(int product, double perDay, long base) {
        double unit = CounterRandom.unit(base, RandomStreams.STOCK_COVER);
        if (perDay == 0 && isDelisted(product)) {
            return LEAST_REMNANT + (long) (unit * (MOST_REMNANT - LEAST_REMNANT));
        }
        if (history.open.isShort(product)) {
            return (long) (perDay * SHORT_MOST_DAYS * unit);
        }
        double days = WAREHOUSE_LEAST_DAYS + (WAREHOUSE_MOST_DAYS - WAREHOUSE_LEAST_DAYS) * unit;
        return Math.max(WAREHOUSE_LEAST_CASES, (long) Math.ceil(perDay * days));
    }

    private StockPosition inShop(int id, int shop, int position, long since) {
        long base = CounterRandom.base(key, position);
        double usual = demand.usualCases(position);
        double casesADay = usual * closing.ordersADay(position);
        double soldSinceLastOrder = usual * closing.sinceLastOrder(position);
        double onOrderAsPlanned = OrderUpToLevel.onOrderAsPlanned(
                casesADay * history.open.daysOnOrder(demand.product(position)), onOrder[position]);
        boolean mayBeEmpty = openOrders[position] > 0 || soldSinceLastOrder < casesADay * UNNOTICED_DAYS;
        double shortage = shortage(demand.product(position));
        double safety = OrderUpToLevel.safetyStock(usual, casesADay, demand.room(shop), mayBeEmpty, shortage, base);
        double filled = FILLED - FILLED_LESS_IN_SHORTAGE * shortage;
        double level = usual + onOrderAsPlanned + safety;
        long cases = Math.max(0, Math.round(filled * (level - soldSinceLastOrder - onOrder[position])));
        return new StockPosition(
                id,
                history.shopId[shop],
                demand.product(position) + 1,
                (int) Math.min(Integer.MAX_VALUE, cases),
                0,
                Math.max(lastDelivery[position], bookings.inShop(bookings.lastDayWith(casesADay, base), shop)),
                bookings.version(
                        closing.orders(position) - openOrders[position] + bookings.daysWithSales(casesADay, since),
                        since));
    }

    /** From 0, for a product that the warehouse has enough of, to 1. */
    private double shortage(int product) {
        return Math.min(1, history.open.closingQueue(product) / FULL_SHORTAGE_HOURS);
    }
}
