package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.User;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * When the rows of the catalog came into being, in microseconds since 1970-01-01T00:00 without a time zone: most before
 * the history, new products and shops within it; rows with higher ids later. Immutable.
 */
public final class CatalogDates {

    /** The managers of the regions come one after the other, before the first shop. */
    private static final long REGIONAL_MANAGERS = 180 * Days.MICROS_PER_DAY;

    /** The manager of a shop is registered this long after it was set up, and before it opens. */
    private static final long FIRST_AFTER_SHOP = 4 * Days.MICROS_PER_DAY;

    private static final long LAST_AFTER_SHOP = 20 * Days.MICROS_PER_DAY;

    private static final double LEAST_HOURS_APART = 0.08;

    private static final double MOST_HOURS_APART = 0.9;

    private final long[] product;
    private final long[] store;
    private final long[] user;

    CatalogDates(Catalog catalog, Lifecycle lifecycle, long seed) {
        product = new long[catalog.products().size()];
        Arrays.setAll(product, lifecycle::productListed);
        store = new long[catalog.stores().size()];
        int shop = 0;
        for (int i = 0; i < store.length; i++) {
            boolean warehouse = catalog.stores().get(i).equals(catalog.warehouse());
            store[i] = warehouse ? lifecycle.warehouseSetUp() : lifecycle.shopSetUp(shop++);
        }
        user = registered(catalog, lifecycle.warehouseSetUp(), CounterRandom.key(seed, RandomStreams.LIFECYCLE));
    }

    private long[] registered(Catalog catalog, long warehouseSetUp, long key) {
        List<User> users = catalog.users();
        double regions = catalog.regions().size();
        long[] registered = new long[users.size()];
        int region = 0;
        long latestShop = Long.MIN_VALUE;
        for (int i = 0; i < registered.length; i++) {
            long bits = CounterRandom.bits(CounterRandom.base(key, i), RandomStreams.LIFECYCLE_USER_REGISTERED);
            OptionalInt shop = users.get(i).storeId();
            if (shop.isEmpty()) {
                double part = (region++ + CounterRandom.unit(bits)) / regions;
                registered[i] = Lifecycle.onWorkday(warehouseSetUp + (long) (part * REGIONAL_MANAGERS), bits);
                continue;
            }
            long setUp = store[shop.getAsInt() - 1];
            long after = FIRST_AFTER_SHOP + (long) (CounterRandom.unit(bits) * (LAST_AFTER_SHOP - FIRST_AFTER_SHOP));
            registered[i] = Lifecycle.onWorkday(setUp + after, bits);
            if (setUp >= latestShop && i > 0) {
                // where shops follow each other closely, their managers still come one after the other
                registered[i] = Math.max(
                        registered[i],
                        registered[i - 1]
                                + (long) (CounterRandom.between(
                                                LEAST_HOURS_APART,
                                                MOST_HOURS_APART,
                                                CounterRandom.unit(bits, RandomStreams.LIFECYCLE_USERS_APART))
                                        * Days.MICROS_PER_HOUR));
            }
            latestShop = setUp;
        }
        return registered;
    }

    /** @param index the place of the product in the catalog's list */
    public long product(int index) {
        return product[index];
    }

    /** @param index the place of the store in the catalog's list */
    public long store(int index) {
        return store[index];
    }

    /** @param index the place of the user in the catalog's list */
    public long user(int index) {
        return user[index];
    }
}
