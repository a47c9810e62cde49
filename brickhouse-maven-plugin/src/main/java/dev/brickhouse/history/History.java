package dev.brickhouse.history;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.random.CounterRandom;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The orders of a retail business: order number n is a pure function of (settings, catalog, n), so any range of orders
 * can be made anywhere, in any order, in parallel and twice, and is the same to the byte.
 *
 * <p>Immutable and safe for use by several threads; each thread takes a {@link #cursor()} of its own. Memory does not
 * depend on the number of orders.
 */
public final class History {

    /**
     * The version of the generator. A change that alters any row needs a new one, since it breaks "the same bytes"; so
     * does another version of Datafaker, which names the shops and products beyond the standard catalog.
     */
    public static final int GENERATOR_VERSION = 1;

    final HistorySettings settings;
    final SlotPlan plan;
    final WorkingCalendar clock;
    final StoreSampler stores;
    final ProductSampler products;
    final QuantitySampler quantities;
    final CancellationNotes notesInReview = new CancellationNotes("review");
    final CancellationNotes notesAfterApproval = new CancellationNotes("approved");
    final long orderKey;
    final long statusKey;
    final long hourlyKey;
    final long end;
    final int warehouseId;
    final int[] shopId;
    final int[] shopRegion;
    final int[] managerOfShop;
    final int[] managerOfRegion;

    private History(HistorySettings settings, Catalog catalog) {
        this.settings = settings;
        plan = SlotPlan.of(settings);
        clock = new WorkingCalendar(settings.start(), settings.asOf().plusDays(LeadTime.LONGEST_DAYS));
        List<Store> shops = catalog.shops();
        stores = new StoreSampler(shops, settings);
        products = new ProductSampler(catalog, settings);
        double[] share = new double[catalog.products().size() + 1];
        for (int product = 1; product < share.length; product++) {
            share[product] = products.share(product);
        }
        quantities = new QuantitySampler(share);
        orderKey = CounterRandom.key(settings.seed(), RandomStreams.ORDERS);
        statusKey = CounterRandom.key(settings.seed(), RandomStreams.STATUS);
        hourlyKey = CounterRandom.key(settings.seed(), RandomStreams.HOURLY_NOISE);
        end = micros(settings.asOf());
        warehouseId = catalog.warehouse().storeId();
        shopId = shops.stream().mapToInt(Store::storeId).toArray();
        shopRegion = shops.stream()
                .mapToInt(shop -> catalog.regions().indexOf(shop.region()))
                .toArray();
        managerOfShop = shops.stream()
                .mapToInt(shop -> catalog.managerOf(shop).userId())
                .toArray();
        managerOfRegion = shops.stream()
                .mapToInt(shop -> catalog.regionalManagerOf(shop.region()).userId())
                .toArray();
    }

    /** Plans the history; the orders themselves are made by the cursors. */
    public static History of(HistorySettings settings, Catalog catalog) {
        return new History(settings, catalog);
    }

    /** What the history was made from. */
    public HistorySettings settings() {
        return settings;
    }

    /** The number of orders. */
    public long size() {
        return settings.counts().total();
    }

    /** A new cursor, for one thread. */
    public OrderCursor cursor() {
        return new OrderCursor(this);
    }

    /** The number of the first order placed on {@code day} or later; {@link #size()} if there is none. */
    public long firstOrderFrom(LocalDate day) {
        return plan.firstOrder(plan.firstSlotFrom(day));
    }

    /** The first instant of {@code day} in microseconds since 1970-01-01T00:00, without a time zone. */
    public static long micros(LocalDate day) {
        return day.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC) * 1_000_000L;
    }
}
