package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Shops stand where the post would find them. */
class ZipCodeTest {

    /** The first and the last three-digit prefix of each state's ZIP codes. */
    private static final Map<String, List<String>> PREFIXES = """
            AZ 850 865
            CA 900 961
            CO 800 816
            FL 320 349
            GA 300 319
            IL 600 629
            MA 010 027
            MI 480 499
            MN 550 567
            MO 630 658
            NC 270 289
            NV 889 898
            NY 100 149
            OR 970 979
            PA 150 196
            TN 370 385
            TX 750 799
            UT 840 847
            WA 980 994
            """.lines()
            .map(line -> List.of(line.split(",? +")))
            .collect(Collectors.toMap(parts -> parts.get(0), parts -> parts.subList(1, 3)));

    @Test
    void everyStandardStoreHasOneOfItsState() {
        assertThat(Catalog.standard().stores()).allSatisfy(store -> assertOfState(store.zipCode(), store.state()));
    }

    @Test
    void everyCityHasItsOwnInItsState() {
        Set<String> all = new HashSet<>();
        for (City city : City.all()) {
            assertThat(city.zipCodes()).as(city.name()).hasSizeBetween(3, 10).allSatisfy(zipCode -> {
                assertOfState(zipCode, city.state());
                assertThat(all.add(zipCode)).as(zipCode).isTrue();
            });
            assertThat(city.zipCodes().stream().map(zipCode -> zipCode.substring(0, 3)))
                    .as(city.name())
                    .containsOnly(city.zipCodes().get(0).substring(0, 3));
        }
    }

    @Test
    void everyGeneratedShopHasOneOfItsCityAndAllOfThemOccur() {
        Map<String, City> cities = City.all().stream()
                .collect(Collectors.toMap(city -> city.name() + ", " + city.state(), Function.identity()));
        List<Store> stores = Catalog.extended(10_000, 156, 42).stores();
        List<Store> generated = stores.subList(Catalog.standard().stores().size(), stores.size());

        assertThat(generated)
                .allSatisfy(shop -> assertThat(
                                cities.get(shop.city() + ", " + shop.state()).zipCodes())
                        .contains(shop.zipCode()));
        assertThat(generated.stream().map(Store::zipCode).distinct())
                .hasSameSizeAs(City.all().stream()
                        .flatMap(city -> city.zipCodes().stream())
                        .toList());
    }

    private static void assertOfState(String zipCode, String state) {
        List<String> range = PREFIXES.get(state);
        assertThat(zipCode).matches("\\d{5}");
        assertThat(zipCode.substring(0, 3)).isBetween(range.get(0), range.get(1));
    }
}
