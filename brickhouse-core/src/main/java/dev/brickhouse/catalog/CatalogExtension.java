package dev.brickhouse.catalog;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes a larger catalog out of a smaller one: first come its rows, then generated ones, each of which depends on the
 * seed and the rows before it only. So a catalog is the beginning of every larger one of the same seed.
 */
final class CatalogExtension {

    /** With four-digit store numbers, codes and names stay short enough to read. */
    private static final int MAX_STORES = 10_000;

    private static final int MAX_PRODUCTS = 100_000;

    /** The stock model keeps four bytes for each position, and the inventory table about a hundred. */
    private static final long MAX_POSITIONS = 20_000_000;

    private final Catalog standard;

    CatalogExtension(Catalog standard) {
        this.standard = standard;
    }

    void requireSize(int stores, int products) {
        requireRange(PropertyNames.STORES, stores, standard.stores().size(), MAX_STORES);
        requireRange(PropertyNames.PRODUCTS, products, standard.products().size(), MAX_PRODUCTS);
        if ((long) stores * products > MAX_POSITIONS) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "%,d stores with %,d products each are %,d inventory positions, but at most %,d are possible; lower %s or %s.",
                    stores,
                    products,
                    (long) stores * products,
                    MAX_POSITIONS,
                    PropertyNames.STORES,
                    PropertyNames.PRODUCTS));
        }
    }

    Catalog extend(int stores, int products, long seed) {
        requireSize(stores, products);
        if (stores == standard.stores().size()
                && products == standard.products().size()) {
            return standard;
        }
        // only now, since Datafaker takes a second to load
        RowFaker faker = new RowFaker(seed);
        List<Store> allStores = new ArrayList<>(standard.stores());
        List<User> allUsers = new ArrayList<>(standard.users());
        ExtraShops shops = new ExtraShops(standard, faker);
        while (allStores.size() < stores) {
            Store shop = shops.next(allStores.size() + 1);
            allStores.add(shop);
            allUsers.add(shops.managerOf(shop, allUsers.size() + 1));
        }
        List<Product> allProducts = new ArrayList<>(standard.products());
        ExtraProducts extraProducts = new ExtraProducts(standard, faker);
        while (allProducts.size() < products) {
            allProducts.add(extraProducts.next(allProducts.size() + 1));
        }
        return Catalog.of(allProducts, allStores, allUsers);
    }

    private static void requireRange(String setting, int value, int min, int max) {
        if (value < min || value > max) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "%s is %d, but it has to be a number from %d, which the standard catalog has, to %d.",
                    setting,
                    value,
                    min,
                    max));
        }
    }
}
