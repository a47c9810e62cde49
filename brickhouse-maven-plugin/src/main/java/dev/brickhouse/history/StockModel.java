package dev.brickhouse.history;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Permutation;
import java.util.List;

/**
 * The closing stock of every product at every store.
 *
 * <p>The warehouse has reserved exactly what its approved orders are still waiting for, and holds that and some days of its
 * outflow. Shops sell what they receive: they hold some days of what they recently ordered, except for a fixed part
 * of the positions, which has run low. Immutable; memory grows with stores × products.
 */
public final class StockModel {

    /** Demand is measured over the last four weeks, so that every weekday counts alike. */
    private static final int VELOCITY_DAYS = 28;

    /** {@code analytics.low_stock_alerts} calls up to this many available cases CRITICAL. */
    static final int CRITICAL_CASES = 10;

    /** {@code analytics.low_stock_alerts} calls up to this many available cases LOW, and leaves out what is above. */
    static final int LOW_CASES = 25;

    /** The part of all shop positions that is CRITICAL: about one in fifty shelves is empty or nearly so. */
    private static final double CRITICAL_SHARE = 0.018;

    /** The part of all shop positions that is LOW, the next delivery being due. */
    private static final double LOW_SHARE = 0.036;

    /** Shops keep one to four weeks of what they sell, slow movers as much as fast ones. */
    private static final double SHOP_MIN_DAYS = 6;

    private static final double SHOP_MAX_DAYS = 28;

    /** Above the alert's limit there is at least a layer of a pallet, even of what hardly sells. */
    private static final int SHOP_MIN_LAYER = 1;

    private static final int SHOP_MAX_LAYER = 36;

    /** The warehouse keeps ten days to five weeks of its outflow. */
    private static final double WAREHOUSE_MIN_DAYS = 10;

    private static final double WAREHOUSE_MAX_DAYS = 35;

    /** Four pallets of 40 cases of what hardly sells. */
    private static final int WAREHOUSE_MIN_CASES = 160;

    /** The last movement of a position is at most so many hours before the end of the history. */
    private static final int MAX_HOURS_SINCE_MOVEMENT = 72;

    private final List<Store> stores;
    private final int products;
    private final int warehouseIndex;
    private final int[] orderedByShop;
    private final long[] orderedInAll;
    private final long[] reserved;
    private final long key;
    private final long end;
    private final Permutation ranks = new Permutation();
    private final long criticalPositions;
    private final long lowPositions;

    private StockModel(History history, Catalog catalog) {
        stores = catalog.stores();
        products = catalog.products().size();
        warehouseIndex = stores.indexOf(catalog.warehouse());
        orderedByShop = new int[Math.multiplyExact(stores.size(), products)];
        orderedInAll = new long[products + 1];
        reserved = new long[products + 1];
        key = CounterRandom.key(history.settings().seed(), RandomStreams.STOCK);
        end = History.micros(history.settings().asOf());
        long shopPositions = (long) (stores.size() - 1) * products;
        ranks.set(CounterRandom.key(history.settings().seed(), RandomStreams.STOCK_RANKS), Math.max(1, shopPositions));
        criticalPositions = Math.max(1, Math.round(shopPositions * CRITICAL_SHARE));
        lowPositions = Math.max(1, Math.round(shopPositions * LOW_SHARE));
        replay(history);
    }

    /** Replays the last weeks of the history, which are all that the closing stock depends on. */
    public static StockModel of(History history, Catalog catalog) {
        return new StockModel(history, catalog);
    }

    private void replay(History history) {
        int[] indexOfStore =
                new int[stores.stream().mapToInt(Store::storeId).max().orElse(0) + 1];
        for (int i = 0; i < stores.size(); i++) {
            indexOfStore[stores.get(i).storeId()] = i;
        }
        OrderCursor order = history.cursor();
        long first = history.firstOrderFrom(history.settings().asOf().minusDays(VELOCITY_DAYS));
        for (long n = first; n < history.size(); n++) {
            order.moveTo(n);
            if (order.status() != OrderStatus.CANCELLED) {
                int product = order.productId();
                int position = indexOfStore[order.toStoreId()] * products + product - 1;
                orderedByShop[position] = addUpToMax(orderedByShop[position], order.quantityCases());
                orderedInAll[product] += order.quantityCases();
                reserved[product] += order.status() == OrderStatus.APPROVED ? order.quantityCases() : 0;
            }
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

    /** The number of positions: stores × products. */
    public long size() {
        return (long) stores.size() * products;
    }

    /**
     * A position, store by store and in each product by product.
     *
     * @param index from 0 to {@link #size()} - 1
     */
    public StockPosition position(long index) {
        int storeIndex = (int) (index / products);
        int productId = (int) (index % products) + 1;
        long base = CounterRandom.base(key, index);
        long age = CounterRandom.below(
                        CounterRandom.bits(base, RandomStreams.STOCK_UPDATED),
                        MAX_HOURS_SINCE_MOVEMENT * HourlyProfile.MICROS_PER_HOUR / 1000)
                * 1000;
        boolean warehouse = storeIndex == warehouseIndex;
        long reservedCases = warehouse ? reserved[productId] : 0;
        long quantity = warehouse ? warehouseStock(productId, base) : shopStock(storeIndex, productId, base);
        return new StockPosition(
                (int) index + 1,
                stores.get(storeIndex).storeId(),
                productId,
                (int) Math.min(Integer.MAX_VALUE, quantity),
                (int) reservedCases,
                end - age);
    }

    private long warehouseStock(int productId, long base) {
        double perDay = (double) orderedInAll[productId] / VELOCITY_DAYS;
        double days =
                between(WAREHOUSE_MIN_DAYS, WAREHOUSE_MAX_DAYS, CounterRandom.bits(base, RandomStreams.STOCK_COVER));
        return reserved[productId] + Math.max(WAREHOUSE_MIN_CASES, (long) Math.ceil(perDay * days));
    }

    private long shopStock(int storeIndex, int productId, long base) {
        int shopIndex = storeIndex < warehouseIndex ? storeIndex : storeIndex - 1;
        long rank = ranks.apply((long) shopIndex * products + productId - 1);
        if (rank < criticalPositions) {
            return CounterRandom.below(CounterRandom.bits(base, RandomStreams.STOCK_LOW), CRITICAL_CASES + 1L);
        }
        if (rank < criticalPositions + lowPositions) {
            return CRITICAL_CASES
                    + 1
                    + CounterRandom.below(
                            CounterRandom.bits(base, RandomStreams.STOCK_LOW), LOW_CASES - CRITICAL_CASES);
        }
        double perDay = (double) orderedByShop[storeIndex * products + productId - 1] / VELOCITY_DAYS;
        double days = between(SHOP_MIN_DAYS, SHOP_MAX_DAYS, CounterRandom.bits(base, RandomStreams.STOCK_COVER));
        long layer = SHOP_MIN_LAYER
                + CounterRandom.below(
                        CounterRandom.bits(base, RandomStreams.STOCK_LAYER), SHOP_MAX_LAYER - SHOP_MIN_LAYER + 1L);
        return Math.max((long) Math.ceil(perDay * days), LOW_CASES + layer);
    }

    private static double between(double min, double max, long bits) {
        return min + (max - min) * CounterRandom.unit(bits);
    }
}
