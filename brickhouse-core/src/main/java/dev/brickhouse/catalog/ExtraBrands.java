package dev.brickhouse.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The brands of further products: those of the standard catalog, and invented ones, of which there are about 75 with
 * 500 products, 190 with 2,000 and 450 with 10,000.
 *
 * <p>A new product is mostly another one of a brand that its category has, the more so the more the brand has there.
 * That makes a few large brands and a long tail of small ones, as on real shelves.
 */
final class ExtraBrands {

    private static final CsvFile WORDS = new CsvFile("brand-words.csv", List.of("place", "words"));

    /**
     * How the number of invented brands grows with that of further products, as new words do with the length of a text.
     */
    private static final double FIRST = 2.8;

    private static final double GROWTH = 0.55;

    /** How often a brand comes into a category that it may not have been in. */
    private static final int NEW_CATEGORY_PERCENT = 4;

    /** How often a brand is drawn whatever its size, without which the first ones would crowd out the others. */
    private static final int ANY_SIZE_PERCENT = 40;

    private static final int WITH_COMPANY_PERCENT = 30;

    /** @param products the brand of each product */
    private record Category(Set<String> brands, List<String> distinct, List<String> products) {

        Category() {
            this(new HashSet<>(), new ArrayList<>(), new ArrayList<>());
        }

        void add(String brand) {
            products.add(brand);
            if (brands.add(brand)) {
                distinct.add(brand);
            }
        }
    }

    private final RowFaker faker;
    private final int standardProducts;
    private final Map<String, List<String>> words;
    private final Map<String, Category> categories = new HashMap<>();
    private final List<String> all = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    ExtraBrands(Catalog standard, RowFaker faker) {
        this.faker = faker;
        this.standardProducts = standard.products().size();
        this.words =
                WORDS
                        .readResource((id, row) -> Map.entry(
                                row.getField("place"),
                                List.of(row.getField("words").split(";"))))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (Product product : standard.products()) {
            if (taken.add(word(product.brand()))) {
                all.add(product.brand());
            }
            add(product.brand(), product.category());
        }
    }

    /** The brand's name in the names of its products: its first word. */
    static String word(String brand) {
        return brand.split(" ", 2)[0];
    }

    /** A brand for the product of this id, which is the next. */
    String next(int id, String category) {
        if (invented(id) > invented(id - 1)) {
            return invent();
        }
        Category of = categories.get(category);
        int drawn = faker.number(1, 100);
        if (drawn <= NEW_CATEGORY_PERCENT) {
            return faker.oneOf(all);
        }
        return faker.oneOf(drawn <= NEW_CATEGORY_PERCENT + ANY_SIZE_PERCENT ? of.distinct() : of.products());
    }

    /** Any brand of a category. */
    String any(String category) {
        return faker.oneOf(categories.get(category).distinct());
    }

    /** Notes that a category has another product of a brand. */
    void add(String brand, String category) {
        categories.computeIfAbsent(category, name -> new Category()).add(brand);
    }

    /**
     * How many brands are invented for the products up to an id; strictly computed, so that it is the same everywhere.
     */
    private int invented(int id) {
        return (int) (FIRST * StrictMath.pow(id - standardProducts, GROWTH));
    }

    private String invent() {
        String word = coin();
        while (!taken.add(word)) {
            word = coin();
        }
        String brand =
                faker.number(1, 100) <= WITH_COMPANY_PERCENT ? word + ' ' + faker.oneOf(words.get("company")) : word;
        all.add(brand);
        return brand;
    }

    private String coin() {
        return faker.oneOf(words.get("beginning")) + faker.oneOf(words.get("end"));
    }
}
