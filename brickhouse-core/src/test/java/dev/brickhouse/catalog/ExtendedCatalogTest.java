package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.problem.ConfigurationException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedCatalogTest {

    private static final Catalog STANDARD = Catalog.standard();

    @Test
    void standardNumbersAreTheStandardCatalogItself() {
        assertThat(Catalog.extended(26, 156, 7)).isSameAs(STANDARD);
    }

    @Test
    void standardRowsComeFirst() {
        Catalog larger = Catalog.extended(40, 200, 42);

        assertThat(larger.stores()).hasSize(40).startsWith(STANDARD.stores().toArray(Store[]::new));
        assertThat(larger.products())
                .hasSize(200)
                .startsWith(STANDARD.products().toArray(Product[]::new));
        assertThat(larger.users()).hasSize(47).startsWith(STANDARD.users().toArray(User[]::new));
    }

    @Test
    void smallerCatalogIsTheBeginningOfALargerOne() {
        Catalog smaller = Catalog.extended(40, 200, 42);
        Catalog larger = Catalog.extended(60, 500, 42);

        assertThat(larger.stores()).startsWith(smaller.stores().toArray(Store[]::new));
        assertThat(larger.products()).startsWith(smaller.products().toArray(Product[]::new));
        assertThat(larger.users()).startsWith(smaller.users().toArray(User[]::new));
        assertThat(Catalog.extended(40, 500, 42).stores()).isEqualTo(smaller.stores());
    }

    @Test
    void anotherSeedGivesOtherRowsButTheStandardOnes() {
        assertThat(Catalog.extended(30, 160, 1).stores().subList(26, 30))
                .doesNotContainAnyElementsOf(
                        Catalog.extended(30, 160, 2).stores().subList(26, 30));
    }

    /**
     * If this fails, shops or products are named otherwise, by Datafaker for example: that needs a new version of the
     * generator.
     */
    @Test
    void firstGeneratedRowsAreKnown() {
        Catalog larger = Catalog.extended(27, 157, 42);

        assertThat(larger.stores().get(26).name()).isEqualTo("Brickhouse Miami Eliseo Courts");
        assertThat(larger.users().get(33).username()).isEqualTo("katharyn.white");
        assertThat(larger.products().get(156).name()).isEqualTo("Garrinwick Parlor Classic Cola");
    }

    /** The constructors check every row, and the catalog all of them together. */
    @Test
    void twoThousandStoresKeepAllRulesAndTheMix() {
        Catalog large = Catalog.extended(2_000, 5_000, 42);

        Map<StoreType, Double> standardMix = mix(STANDARD);
        mix(large).forEach((type, share) -> assertThat(share).isCloseTo(standardMix.get(type), within(0.001)));
        assertThat(large.regions()).isEqualTo(STANDARD.regions());
        assertThat(large.categories()).isEqualTo(STANDARD.categories());
        Map<String, String> regionOfState =
                STANDARD.stores().stream().collect(Collectors.toMap(Store::state, Store::region, (one, other) -> one));
        assertThat(large.stores())
                .allSatisfy(store -> assertThat(store.region()).isEqualTo(regionOfState.get(store.state())));
        assertThat(large.shops())
                .allSatisfy(shop -> assertThat(large.managerOf(shop).region()).contains(shop.region()));
        assertThat(large.users()).allSatisfy(user -> assertThat(user.username()).matches("[a-z]+\\.[a-z]+"));
        for (String category : STANDARD.categories()) {
            BigDecimal dearest = STANDARD.productsIn(category).stream()
                    .map(Product::unitPrice)
                    .max(BigDecimal::compareTo)
                    .orElseThrow();
            assertThat(large.productsIn(category))
                    .allSatisfy(product ->
                            assertThat(product.unitPrice()).isLessThan(dearest.multiply(new BigDecimal("1.25"))));
        }
    }

    private static Map<StoreType, Double> mix(Catalog catalog) {
        List<Store> shops = catalog.shops();
        return shops.stream()
                .collect(Collectors.groupingBy(Store::type, Collectors.summingDouble(s -> 1.0 / shops.size())));
    }

    @ParameterizedTest
    @CsvSource({
        "25,     156,     brickhouse.stores is 25",
        "-1,     156,     brickhouse.stores is -1",
        "10001,  156,     brickhouse.stores is 10001",
        "26,     155,     brickhouse.products is 155",
        "26,     100001,  brickhouse.products is 100001",
        "10000,  2001,    '10,000 stores with 2,001 products each are 20,010,000 inventory positions'",
    })
    void saysWhatNumbersArePossible(int stores, int products, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Catalog.extended(stores, products, 42))
                .withMessageStartingWith(message);
    }
}
