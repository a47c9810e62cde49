package dev.brickhouse.demand;

import dev.brickhouse.calendar.HourlyProfile;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;

/**
 * When the rows of the catalog came into being, in microseconds since 1970-01-01T00:00 without a time zone: most before
 * the history, new products and shops within it. Immutable.
 */
public final class CatalogDates {

    /** People are registered within the days after their shop was set up. */
    private static final long MICROS_AFTER_SHOP = 2 * HourlyProfile.MICROS_PER_DAY;

    private final Catalog catalog;
    private final Lifecycle lifecycle;

    CatalogDates(Catalog catalog, Lifecycle lifecycle) {
        this.catalog = catalog;
        this.lifecycle = lifecycle;
    }

    /** @param index the place of the product in the catalog's list */
    public long product(int index) {
        return lifecycle.productListed(index);
    }

    /** @param index the place of the store in the catalog's list */
    public long store(int index) {
        Store store = catalog.stores().get(index);
        return store.equals(catalog.warehouse())
                ? lifecycle.warehouseSetUp()
                : lifecycle.shopSetUp(catalog.shops().indexOf(store));
    }

    /** @param index the place of the user in the catalog's list */
    public long user(int index) {
        var store = catalog.users().get(index).storeId();
        return store.isPresent()
                ? store(store.getAsInt() - 1) + MICROS_AFTER_SHOP
                : lifecycle.warehouseSetUp() + (index + 1) * MICROS_AFTER_SHOP;
    }
}
