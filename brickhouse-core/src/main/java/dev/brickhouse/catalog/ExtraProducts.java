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
 * Further products of small bottlers with invented names. Their categories follow each other as in the standard catalog,
 * which keeps the shares, and each is packed and priced about like a standard one.
 */
final class ExtraProducts {

    private static final CsvFile WORDS = new CsvFile("product-words.csv", List.of("category", "noun", "flavours"));

    private static final List<String> PLACES = List.of(
            "Arbor", "Bridge", "Canyon", "Cellar", "Cove", "Creek", "Falls", "Ferry", "Forge", "Garden", "Glen",
            "Grove", "Harbor", "Hill", "Hollow", "Lane", "Lantern", "Meadow", "Mill", "Orchard", "Parlor", "Pier",
            "Porch", "Quarry", "Ridge", "Shore", "Station", "Terrace", "Trail", "Vale");

    private static final List<String> COMPANIES =
            List.of("Beverage Works", "Bottling", "Brothers", "Drinks", "Provisions", "Refreshments");

    /** Family names on real bottles. */
    private static final Set<String> TRADEMARKS =
            Set.of("Crush", "Hansen", "Jones", "Keebler", "Simply", "Stewart", "Welch");

    private static final int CHEAPEST_PERCENT = 85;
    private static final int DEAREST_PERCENT = 120;

    private record Words(String category, String noun, List<String> flavours) {}

    private final RowFaker faker;
    private final Catalog standard;
    private final Map<String, Words> words;
    private final Map<String, Integer> nextRank = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    ExtraProducts(Catalog standard, RowFaker faker) {
        this.standard = standard;
        this.faker = faker;
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
                List.of(row.getField("flavours").split(";")));
    }

    /** Makes the next product; call it in the order of ids. */
    Product next(int id) {
        faker.reseed(RowFaker.PRODUCTS, id);
        String category =
                standard.products().get((id - 1) % standard.products().size()).category();
        Product similar = faker.oneOf(standard.productsIn(category));
        String family = family();
        String name = name(family, words.get(category));
        while (!names.add(name)) {
            family = family();
            name = name(family, words.get(category));
        }
        return new Product(
                id,
                name,
                family + ' ' + faker.oneOf(COMPANIES),
                category,
                similar.packageSize(),
                price(similar.unitPrice()),
                nextRank.merge(category, 1, Integer::sum) - 1);
    }

    private String family() {
        String family = faker.lastName();
        while (TRADEMARKS.contains(family)) {
            family = faker.lastName();
        }
        return family;
    }

    private String name(String family, Words of) {
        return family + ' ' + faker.oneOf(PLACES) + ' ' + faker.oneOf(of.flavours()) + ' ' + of.noun();
    }

    /** Shelf prices end in a nine. */
    private BigDecimal price(BigDecimal similar) {
        return similar.multiply(BigDecimal.valueOf(faker.number(CHEAPEST_PERCENT, DEAREST_PERCENT), 2))
                .setScale(1, RoundingMode.DOWN)
                .setScale(2)
                .add(new BigDecimal("0.09"));
    }
}
