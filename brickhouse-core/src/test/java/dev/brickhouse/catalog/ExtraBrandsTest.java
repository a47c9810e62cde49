package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * As many brands as a distributor of so many products has, a few large ones and many small ones, none of them
 * anybody's.
 */
class ExtraBrandsTest {

    private static final List<String> TRADEMARKS = new CsvFile("trademarks.csv", List.of("trademark"))
            .readResource((id, row) -> words(row.getField("trademark")));

    @ParameterizedTest
    @CsvSource({"156, 10, 20", "500, 60, 100", "2000, 150, 250", "10000, 350, 600", "100000, 1000, 2000"})
    void thereAreAsManyAsTheProductsWarrant(int products, int fewest, int most) {
        for (long seed : new long[] {1, 42}) {
            assertThat(productsByBrand(products, seed)).hasSizeBetween(fewest, most);
        }
    }

    @ParameterizedTest
    @CsvSource({"500, 6", "2000, 6", "10000, 6"})
    void theLargestHaveSeveralTimesTheMedian(int products, int times) {
        for (long seed : new long[] {1, 42}) {
            List<Long> sizes =
                    productsByBrand(products, seed).values().stream().sorted().toList();

            assertThat(sizes.get(sizes.size() - 1)).isBetween(sizes.get(sizes.size() / 2) * times, products / 10L);
            assertThat(sizes.get(sizes.size() / 2)).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void inventedOnesKeepToFewCategories() {
        Map<String, Set<String>> categories = Catalog.extended(26, 2_000, 42).products().stream()
                .collect(Collectors.groupingBy(
                        Product::brand, Collectors.mapping(Product::category, Collectors.toSet())));
        categories.keySet().removeAll(productsByBrand(156, 42).keySet());

        assertThat(categories.values().stream().mapToInt(Set::size).average().orElseThrow())
                .isBetween(1.1, 3.0);
        assertThat(categories.values()).anyMatch(of -> of.size() > 1);
    }

    @Test
    void noTwoAreCalledAlike() {
        Set<String> brands = productsByBrand(100_000, 42).keySet();

        assertThat(brands.stream().map(brand -> ExtraBrands.word(brand).toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        assertThat(brands).allSatisfy(brand -> assertThat(brand).matches("[A-Z][a-z]+( [A-Z][a-z]+)*"));
    }

    @Test
    void aProductsNameBeginsWithItsBrand() {
        List<Product> products = Catalog.extended(26, 1_000, 42).products();

        assertThat(products.subList(156, products.size()))
                .allSatisfy(product -> assertThat(product.name()).startsWith(ExtraBrands.word(product.brand()) + ' '));
    }

    @Test
    void noBrandAndNoProductIsAWellKnownTrademark() {
        Set<String> names = new HashSet<>();
        productsByBrand(100_000, 42).keySet().forEach(brand -> names.add(words(brand)));
        Catalog.extended(26, 5_000, 42).products().forEach(product -> names.add(words(product.name())));

        assertThat(TRADEMARKS)
                .hasSizeGreaterThan(150)
                .allSatisfy(trademark -> assertThat(names).noneMatch(name -> name.contains(trademark)));
    }

    /** In lower case, without accents, each between spaces. */
    private static String words(String text) {
        return ' '
                + Normalizer.normalize(text, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}|'", "")
                        .replaceAll("[^A-Za-z0-9]+", " ")
                        .toLowerCase(Locale.ROOT)
                + ' ';
    }

    private static Map<String, Long> productsByBrand(int products, long seed) {
        return Catalog.extended(26, products, seed).products().stream()
                .map(Product::brand)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
