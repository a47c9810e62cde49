package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandardCatalogTest {

    /** What the description of the original tool prints: each category and the products that it names there. */
    private static final Map<String, List<String>> PRINTED_NAMES = lists("""
            Cola: Fizzy Classic Cola, Thunder Cola, Zero Splash Diet Cola, Professor Fizz
            Citrus: Crystal Lime, Lucky Lemon, Peak Citrus Rush, Zesty Grapefruit
            Soda: Root Beer Classic, Cream Soda Delight, Ginger Ale Supreme, Orange Soda Pop
            Water: Pure Stream Water, Mountain Spring Water, Crystal Clear Water
            Flavored Water: Lemon Cucumber Water, Berry Mint Infusion, Watermelon Basil Water
            Sparkling Water: Classic Sparkling Water, Lime Sparkling Water, Berry Sparkling Water
            Sports Drink: Hydro Punch, Energy Wave Blue, Muscle Fuel Strawberry
            Energy Drink: Thunder Bolt Energy, Beast Mode Energy, Rocket Fuel Energy
            Juice: Sunrise Orange, Berry Coast Cranberry, Apple Orchard Fresh
            Coffee: Café Chill Frappé, Morning Rush Cold Brew, Vanilla Latte RTD
            Tea: Golden Leaf Sweet Tea, Nature Brew Green Tea, Chai Spice Latte
            Kombucha: Ginger Lemon Kombucha, Berry Blast Kombucha, Green Tea Kombucha
            Plant Milk: Almond Milk Original, Oat Milk Vanilla, Coconut Milk Unsweetened
            Functional: Immune Boost Citrus, Probiotic Berry Blend, Brain Boost Blueberry
            Protein: Chocolate Protein Shake, Vanilla Protein Smoothie, Coffee Protein Fusion
            Vitamin Water: Vitamin C Orange, B-Complex Berry, Multi-Vitamin Tropical
            Mocktail: Virgin Mojito, Sparkling Cranberry, Ginger Moscow Mule
            """);

    private static final Map<String, List<String>> CITIES_BY_REGION = lists("""
            Southeast: Atlanta GA, Miami FL, Orlando FL, Tampa FL, Charlotte NC
            West: Los Angeles CA, San Francisco CA, San Diego CA, Las Vegas NV
            South: Dallas TX, Houston TX, Austin TX, Nashville TN
            Midwest: Chicago IL, Minneapolis MN, Kansas City MO, Detroit MI
            Northeast: Boston MA, New York City NY, Philadelphia PA
            Northwest: Seattle WA, Portland OR
            Southwest: Phoenix AZ
            Mountain: Denver CO, Salt Lake City UT
            """);

    private static final Map<StoreType, List<String>> CITIES_BY_TYPE_BUT_URBAN = Map.of(
            StoreType.TOURIST, List.of("Miami", "Orlando", "Las Vegas", "New York City"),
            StoreType.BUSINESS, List.of("Tampa", "Charlotte", "Denver"),
            StoreType.ENTERTAINMENT, List.of("Austin", "Nashville"),
            StoreType.SHOPPING, List.of("Houston", "Kansas City"),
            StoreType.SUBURBAN, List.of("Dallas"));

    private final Catalog catalog = Catalog.standard();

    private static Map<String, List<String>> lists(String text) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.split(": "))
                .forEach(parts ->
                        lists.put(parts[0], Arrays.stream(parts[1].split(", ")).toList()));
        return lists;
    }

    @Test
    void isReadOnce() {
        assertThat(Catalog.standard()).isSameAs(catalog);
    }

    @Test
    void hasTheDesignsNumberOfRows() {
        assertThat(catalog.products()).hasSize(156);
        assertThat(catalog.stores()).hasSize(26);
        assertThat(catalog.shops()).hasSize(25);
        assertThat(catalog.users()).hasSize(33);
    }

    @Test
    void hasTheSeventeenCategoriesWithAtLeastEightProductsEach() {
        assertThat(catalog.categories()).containsExactlyInAnyOrderElementsOf(PRINTED_NAMES.keySet());
        assertThat(catalog.categories())
                .allSatisfy(category -> assertThat(catalog.productsIn(category)).hasSizeGreaterThanOrEqualTo(8));
    }

    @Test
    void hasEveryPrintedProductInItsCategory() {
        assertThat(PRINTED_NAMES)
                .allSatisfy((category, names) -> assertThat(catalog.productsIn(category))
                        .extracting(Product::name)
                        .containsAll(names));
    }

    @Test
    void ranksTheProductsOfACategoryByTheirOrder() {
        assertThat(catalog.categories()).allSatisfy(category -> {
            List<Product> products = catalog.productsIn(category);
            assertThat(products).isSortedAccordingTo((a, b) -> Integer.compare(a.productId(), b.productId()));
            assertThat(products)
                    .extracting(Product::popularityRank)
                    .containsExactlyElementsOf(Stream.iterate(0, rank -> rank + 1)
                            .limit(products.size())
                            .toList());
        });
        assertThat(catalog.categories().stream().flatMap(category -> catalog.productsIn(category).stream()))
                .containsExactlyInAnyOrderElementsOf(catalog.products());
    }

    @Test
    void spreadsTenToTwentyBrandsOverSeveralCategoriesEach() {
        Map<String, Long> categoriesByBrand = catalog.products().stream()
                .collect(Collectors.groupingBy(
                        Product::brand,
                        Collectors.mapping(Product::category, Collectors.collectingAndThen(Collectors.toSet(), set ->
                                (long) set.size()))));
        assertThat(categoriesByBrand).hasSizeBetween(10, 20);
        assertThat(categoriesByBrand.values()).allMatch(categories -> categories >= 3);
    }

    @Test
    void pricesEveryCaseAboveZeroWithTwoDecimalsAndNotAllAlike() {
        assertThat(catalog.products()).extracting(Product::unitPrice).allSatisfy(price -> {
            assertThat(price).isBetween(new BigDecimal("3.00"), new BigDecimal("60.00"));
            assertThat(price.scale()).isEqualTo(2);
        });
        assertThat(catalog.products().stream().map(Product::unitPrice).distinct())
                .hasSizeGreaterThan(90);
        assertThat(catalog.categories())
                .allSatisfy(category -> assertThat(catalog.productsIn(category).stream()
                                .map(Product::unitPrice)
                                .distinct())
                        .hasSizeGreaterThanOrEqualTo(7));
    }

    @Test
    void saysOfEveryCaseWhatItHolds() {
        assertThat(catalog.products())
                .extracting(Product::packageSize)
                .allMatch(
                        size -> size.matches(
                                "[1-9]\\d*(\\.\\d)? (oz|ml|L|gal) ((mini |glass )?(can|bottle)|carton|jug) \\([1-9]\\d?-pack\\)"));
    }

    @Test
    void beginsWithTheWarehouseInAtlanta() {
        Store warehouse = catalog.warehouse();
        assertThat(warehouse).isSameAs(catalog.stores().get(0));
        assertThat(warehouse.code()).isEqualTo("HQ000");
        assertThat(warehouse.type()).isEqualTo(StoreType.WAREHOUSE);
        assertThat(warehouse.city()).isEqualTo("Atlanta");
        assertThat(warehouse.region()).isEqualTo("Southeast");
        assertThat(catalog.shops()).containsExactlyElementsOf(catalog.stores().subList(1, 26));
    }

    @Test
    void hasOneShopInEachCityOfTheRegionalList() {
        Map<String, Set<String>> cities = catalog.shops().stream()
                .collect(Collectors.groupingBy(
                        Store::region,
                        Collectors.mapping(shop -> shop.city() + " " + shop.state(), Collectors.toSet())));

        assertThat(cities).hasSameSizeAs(CITIES_BY_REGION);
        CITIES_BY_REGION.forEach(
                (region, names) -> assertThat(cities.get(region)).containsExactlyInAnyOrderElementsOf(names));
        assertThat(catalog.shops()).hasSize(25);
    }

    /** What a company takes into its range, and where it opens, does not follow the list of its categories and regions. */
    @Test
    void categoriesAndRegionsAreMixed() {
        assertThat(sameAsTheOneBefore(
                        catalog.products().stream().map(Product::category).toList()))
                .isLessThan(0.25);
        assertThat(sameAsTheOneBefore(
                        catalog.shops().stream().map(Store::region).toList()))
                .isLessThan(0.35);
    }

    private static double sameAsTheOneBefore(List<String> values) {
        long same = IntStream.range(1, values.size())
                .filter(i -> values.get(i).equals(values.get(i - 1)))
                .count();
        return (double) same / (values.size() - 1);
    }

    @Test
    void hasTheDesignsNumberOfStoresOfEachType() {
        Map<StoreType, Long> counts =
                catalog.stores().stream().collect(Collectors.groupingBy(Store::type, Collectors.counting()));
        assertThat(counts)
                .containsOnly(
                        entry(StoreType.WAREHOUSE, 1L),
                        entry(StoreType.URBAN, 13L),
                        entry(StoreType.TOURIST, 4L),
                        entry(StoreType.BUSINESS, 3L),
                        entry(StoreType.ENTERTAINMENT, 2L),
                        entry(StoreType.SHOPPING, 2L),
                        entry(StoreType.SUBURBAN, 1L));
    }

    @Test
    void putsTheTypesIntoTheCitiesOfTheDescription() {
        Map<StoreType, List<String>> cities = catalog.shops().stream()
                .filter(shop -> shop.type() != StoreType.URBAN)
                .collect(Collectors.groupingBy(Store::type, Collectors.mapping(Store::city, Collectors.toList())));
        assertThat(cities.keySet()).isEqualTo(CITIES_BY_TYPE_BUT_URBAN.keySet());
        assertThat(cities)
                .allSatisfy((type, names) ->
                        assertThat(names).containsExactlyInAnyOrderElementsOf(CITIES_BY_TYPE_BUT_URBAN.get(type)));
    }

    @Test
    void givesEveryShopAManagerOfItsRegion() {
        assertThat(catalog.shops()).allSatisfy(shop -> {
            User manager = catalog.managerOf(shop);
            assertThat(manager.role()).isEqualTo(UserRole.STORE_MANAGER);
            assertThat(manager.storeId()).hasValue(shop.storeId());
            assertThat(manager.region()).contains(shop.region());
        });
        assertThat(catalog.shops().stream().map(catalog::managerOf)).doesNotHaveDuplicates();
    }

    @Test
    void givesEveryRegionAManagerWithoutAShop() {
        assertThat(catalog.regions()).hasSize(8).allSatisfy(region -> {
            User manager = catalog.regionalManagerOf(region);
            assertThat(manager.role()).isEqualTo(UserRole.REGIONAL_MANAGER);
            assertThat(manager.storeId()).isEmpty();
            assertThat(manager.region()).contains(region);
        });
    }

    @Test
    void keepsMailAndPicturesInTheReservedDomain() {
        assertThat(catalog.users()).allSatisfy(user -> {
            assertThat(user.username()).matches("[a-z]+\\.[a-z]+");
            assertThat(user.email()).isEqualTo(user.username() + "@brickhouse.example");
            assertThat(user.avatarUrl())
                    .startsWith("data:image/svg+xml,")
                    .contains(user.firstName().substring(0, 1) + user.lastName().substring(0, 1));
        });
    }

    @Test
    void namesNothingTwice() {
        assertUnique(catalog.products(), Product::name);
        assertUnique(catalog.stores(), Store::code);
        assertUnique(catalog.stores(), Store::name);
        assertUnique(catalog.stores(), Store::address);
        assertUnique(catalog.users(), User::username);
        assertUnique(catalog.users(), User::email);
        assertUnique(catalog.users(), User::lastName);
    }

    private static <T> void assertUnique(List<T> rows, Function<T, String> name) {
        assertThat(rows.stream().map(name).map(String::toLowerCase)).doesNotHaveDuplicates();
    }

    @Test
    void fitsTheColumnsOfTheTables() {
        assertThat(catalog.products()).allSatisfy(product -> {
            assertThat(product.name()).hasSizeLessThanOrEqualTo(255);
            assertThat(product.brand()).hasSizeLessThanOrEqualTo(100);
            assertThat(product.category()).hasSizeLessThanOrEqualTo(50);
            assertThat(product.packageSize()).hasSizeLessThanOrEqualTo(50);
            assertThat(product.unitPrice().precision()).isLessThanOrEqualTo(10);
        });
        assertThat(catalog.stores()).allSatisfy(store -> {
            assertThat(store.name()).hasSizeLessThanOrEqualTo(255);
            assertThat(store.code()).hasSizeLessThanOrEqualTo(20);
            assertThat(store.city()).hasSizeLessThanOrEqualTo(100);
            assertThat(store.state()).hasSize(2);
            assertThat(store.zipCode()).hasSizeLessThanOrEqualTo(10);
            assertThat(store.region()).hasSizeLessThanOrEqualTo(50);
            assertThat(store.type().label()).hasSizeLessThanOrEqualTo(50);
        });
        assertThat(catalog.users()).allSatisfy(user -> {
            assertThat(user.username()).hasSizeLessThanOrEqualTo(100);
            assertThat(user.email()).hasSizeLessThanOrEqualTo(255);
            assertThat(user.firstName()).hasSizeLessThanOrEqualTo(100);
            assertThat(user.lastName()).hasSizeLessThanOrEqualTo(100);
            assertThat(user.role().label()).hasSizeLessThanOrEqualTo(50);
            assertThat(user.region().orElseThrow()).hasSizeLessThanOrEqualTo(50);
            assertThat(user.avatarUrl()).hasSizeLessThanOrEqualTo(500);
        });
    }
}
