package dev.brickhouse.catalog;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Further products with invented names, which begin with the brand. Their categories follow each other as in the
 * standard catalog, which keeps the shares, and each is packed and priced about like a standard one.
 */
final class ExtraProducts {

    private static final CsvFile WORDS = new CsvFile("product-words.csv", List.of("category", "noun", "flavors"));

    private static final List<String> PLACES = List.of(
            "Arbor", "Bridge", "Canyon", "Cellar", "Cove", "Creek", "Falls", "Ferry", "Forge", "Garden", "Glen",
            "Grove", "Harbor", "Hill", "Hollow", "Lane", "Lantern", "Meadow", "Mill", "Orchard", "Parlor", "Pier",
            "Porch", "Quarry", "Ridge", "Shore", "Station", "Terrace", "Trail", "Vale");

    /** A brand has 300 names in a category; one that cannot find another one soon leaves the product to others. */
    private static final int ATTEMPTS = 50;

    private static final int CHEAPEST_PERCENT = 85;
    private static final int DEAREST_PERCENT = 120;

    private record Words(String category, String noun, List<String> flavors) {}

    private final RowFaker faker;
    private final ExtraBrands brands;
    private final Catalog standard;
    private final Map<String, Words> words;
    private final Map<String, Integer> nextRank = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    ExtraProducts(Catalog standard, RowFaker faker) {
        this.standard = standard;
        this.faker = faker;
        this.brands = new ExtraBrands(standard, faker);
        this.words = WORDS.readResource(ExtraProducts::words).stream()
                .collect(Collectors.toMap(Words::category, Function.identity()));
        for (Product product : standard.products()) {
            nextRank.merge(product.category(), 1, Integer::sum);
            names.add(product.name());
        }
    }

    private static Words words(int id, NamedCsvRecord row) {
        return new Words(
                row.getField("category"),
                row.getField("noun"),
                List.of(row.getField("flavors").split(";")));
    }

    /** Makes the next product; call it in the order of ids. */
    Product next(int id) {
        faker.reseed(RowFaker.PRODUCTS, id);
        String category =
                standard.products().get((id - 1) % standard.products().size()).category();
        Product similar = faker.oneOf(standard.productsIn(category));
        String brand = brands.next(id, category);
        String name = name(brand, words.get(category));
        for (int attempt = 1; !names.add(name); attempt++) {
            if (attempt % ATTEMPTS == 0) {
                brand = brands.any(category);
            }
            name = name(brand, words.get(category));
        }
        brands.add(brand, category);
        return new Product(
                id,
                name,
                brand,
                category,
                similar.packageSize(),
                price(similar.unitPrice()),
                nextRank.merge(category, 1, Integer::sum) - 1);
    }

    private String name(String brand, Words of) {
        return ExtraBrands.word(brand) + ' ' + faker.oneOf(PLACES) + ' ' + faker.oneOf(of.flavors()) + ' ' + of.noun();
    }

    /** Ends in the same cent as the similar one's: many in a nine, some in a five, few in others. */
    private BigDecimal price(BigDecimal similar) {
        BigDecimal dime = new BigDecimal("0.1");
        return similar.multiply(BigDecimal.valueOf(faker.number(CHEAPEST_PERCENT, DEAREST_PERCENT), 2))
                .setScale(1, RoundingMode.DOWN)
                .add(similar.remainder(dime))
                .setScale(2);
    }
}
