package dev.brickhouse.catalog;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The products, stores and users of a retail database, which belong together.
 *
 * <p>Immutable, and so safe for use by several threads. All lists are in file order, which is id order: the row with id
 * <i>n</i> is at index <i>n</i> − 1 of its list.
 */
public final class Catalog {

    private static final int UNKNOWN_METRO = 4;

    private final List<Product> products;
    private final List<Store> stores;
    private final List<User> users;
    private final Store warehouse;
    private final List<Store> shops;
    private final List<String> regions;
    private final Map<String, List<Product>> productsByCategory;
    private final Map<Integer, User> managersByStoreId;
    private final Map<String, User> managersByRegion;

    private Catalog(List<Product> products, List<Store> stores, List<User> users) {
        this.products = products;
        this.stores = stores;
        this.users = users;
        this.warehouse = stores.stream().filter(Store::isWarehouse).findFirst().orElseThrow();
        this.shops = stores.stream().filter(store -> !store.isWarehouse()).toList();
        this.regions = shops.stream().map(Store::region).distinct().toList();
        this.productsByCategory = Collections.unmodifiableMap(products.stream()
                .collect(
                        Collectors.groupingBy(Product::category, LinkedHashMap::new, Collectors.toUnmodifiableList())));
        this.managersByStoreId =
                managers(UserRole.STORE_MANAGER, user -> user.storeId().orElseThrow());
        this.managersByRegion =
                managers(UserRole.REGIONAL_MANAGER, user -> user.region().orElseThrow());
    }

    private <K> Map<K, User> managers(UserRole role, Function<User, K> key) {
        return users.stream()
                .filter(user -> user.role() == role)
                .collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }

    /** The catalog that this plugin comes with: 156 products, a warehouse and 25 shops, 33 users. */
    public static Catalog standard() {
        return Standard.CATALOG;
    }

    /**
     * The standard catalog, filled up with generated shops, each with its manager, and products. The same seed gives
     * the same rows, and a smaller catalog is the beginning of every larger one.
     *
     * @param stores all stores together, the warehouse included, from 26 to 10,000
     * @param products all products together, from 156 to 100,000
     * @param seed any number; it changes the generated rows only
     * @throws dev.brickhouse.problem.ConfigurationException if a number is out of its range, or if stores times
     *     products are more than 20 million
     */
    public static Catalog extended(int stores, int products, long seed) {
        return new CatalogExtension(standard()).extend(stores, products, seed);
    }

    /**
     * Checks the numbers for {@link #extended} without making anything.
     *
     * @throws dev.brickhouse.problem.ConfigurationException as that does
     */
    public static void requireSize(int stores, int products) {
        new CatalogExtension(standard()).requireSize(stores, products);
    }

    /**
     * Makes a catalog of the given rows.
     *
     * @param products at least one, each category from its most to its least popular product
     * @param stores exactly one warehouse and at least one shop
     * @param users exactly one store manager for each shop and one regional manager for each region with shops
     * @return the catalog
     * @throws IllegalArgumentException if the ids do not run from 1 in list order, a reference leads nowhere, a name
     *     that must be unique is not, or one of the rules above is broken; the message names the first fault
     */
    public static Catalog of(List<Product> products, List<Store> stores, List<User> users) {
        List<Product> ownProducts = List.copyOf(products);
        List<Store> ownStores = List.copyOf(stores);
        List<User> ownUsers = List.copyOf(users);
        new CatalogRules(ownProducts, ownStores, ownUsers).check();
        return new Catalog(ownProducts, ownStores, ownUsers);
    }

    /** All products, by id. */
    public List<Product> products() {
        return products;
    }

    /** The warehouse and all shops, by id. */
    public List<Store> stores() {
        return stores;
    }

    /** All users, by id. */
    public List<User> users() {
        return users;
    }

    /** The store that supplies all others. */
    public Store warehouse() {
        return warehouse;
    }

    /** All stores but the warehouse, by id. */
    public List<Store> shops() {
        return shops;
    }

    /**
     * Who runs a shop.
     *
     * @param shop a shop of this catalog
     * @return its only store manager
     * @throws IllegalArgumentException if this catalog has no such shop; the warehouse is not a shop
     */
    public User managerOf(Store shop) {
        User manager = managersByStoreId.get(shop.storeId());
        if (manager == null || !stores.get(shop.storeId() - 1).equals(shop)) {
            throw new IllegalArgumentException("store " + shop.code() + " is not a shop of this catalog");
        }
        return manager;
    }

    /**
     * Who approves the orders of a region's shops.
     *
     * @param region a region of this catalog
     * @return its only regional manager
     * @throws IllegalArgumentException if this catalog has no shop in such a region
     */
    public User regionalManagerOf(String region) {
        return found(managersByRegion.get(region), "region", region);
    }

    /**
     * How large the metropolitan area of a store is: about one for each 300,000 people, between 1 and 20 for those that
     * this plugin knows, and {@value #UNKNOWN_METRO} for any other.
     */
    public int metroWeight(Store store) {
        return Metros.WEIGHTS.getOrDefault(store.city() + ", " + store.state(), UNKNOWN_METRO);
    }

    /**
     * By how many hours the clock of a store's state shows less than the warehouse's in Atlanta, which is the clock of
     * all dates, in winter; 0 for a state that this plugin does not know.
     */
    public int hoursBehind(Store store) {
        return Zones.OF_STATES.getOrDefault(store.state(), Zones.ATLANTA).hoursBehind();
    }

    /** Whether a store's state keeps daylight saving time, as Atlanta does. */
    public boolean savesDaylight(Store store) {
        return Zones.OF_STATES.getOrDefault(store.state(), Zones.ATLANTA).savesDaylight();
    }

    /** The categories, in the order in which the products first name them. */
    public List<String> categories() {
        return List.copyOf(productsByCategory.keySet());
    }

    /** The regions that have shops, in the order in which the shops first name them. */
    public List<String> regions() {
        return regions;
    }

    /**
     * The products of a category.
     *
     * @param category a category of this catalog
     * @return its products from the most to the least popular, so that the index is the popularity rank
     * @throws IllegalArgumentException if this catalog has no such category
     */
    public List<Product> productsIn(String category) {
        return found(productsByCategory.get(category), "category", category);
    }

    private static <T> T found(T value, String what, String name) {
        if (value == null) {
            throw new IllegalArgumentException(what + " '" + name + "' is not in this catalog");
        }
        return value;
    }

    /** Reads the files once, on first use. */
    private static final class Standard {

        static final Catalog CATALOG = new CatalogReader(CsvFile::resource).read();
    }

    /** Reads the file once, on first use. */
    private static final class Zones {

        static final Zone ATLANTA = new Zone(0, true);

        static final Map<String, Zone> OF_STATES = new CsvFile(
                        "time-zones.csv", List.of("state", "hours_behind", "daylight_saving"))
                .readResource((id, row) -> Map.entry(row.getField("state"), Zone.of(row))).stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private record Zone(int hoursBehind, boolean savesDaylight) {

        static Zone of(NamedCsvRecord row) {
            return new Zone(
                    Integer.parseInt(row.getField("hours_behind")),
                    row.getField("daylight_saving").equals("yes"));
        }
    }

    /** Reads the file once, on first use. */
    private static final class Metros {

        static final Map<String, Integer> WEIGHTS = City.all().stream()
                .collect(Collectors.toUnmodifiableMap(city -> city.name() + ", " + city.state(), City::weight));
    }
}
