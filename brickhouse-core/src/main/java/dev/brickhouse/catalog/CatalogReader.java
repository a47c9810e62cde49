package dev.brickhouse.catalog;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes a catalog from its three files. */
final class CatalogReader {

    static final CsvFile PRODUCTS =
            new CsvFile("products.csv", List.of("product_name", "brand", "category", "package_size", "unit_price"));
    static final CsvFile STORES = new CsvFile(
            "stores.csv",
            List.of("store_name", "store_code", "address", "city", "state", "zip_code", "region", "store_type"));
    static final CsvFile USERS = new CsvFile(
            "users.csv", List.of("username", "email", "first_name", "last_name", "role", "store_code", "region"));

    private final Function<String, InputStream> files;

    /** @param files gives the content of the file of a name; the reader closes it */
    CatalogReader(Function<String, InputStream> files) {
        this.files = files;
    }

    /**
     * Reads the three files.
     *
     * @return the catalog
     * @throws IllegalArgumentException if a file cannot be understood, naming it and the line, or if the files do not
     *     make up a catalog
     */
    Catalog read() {
        List<Product> products = read(PRODUCTS, productMapper());
        List<Store> stores = read(STORES, CatalogReader::store);
        List<User> users = read(USERS, userMapper(stores));
        return Catalog.of(products, stores, users);
    }

    private <T> List<T> read(CsvFile file, CsvFile.RowMapper<T> mapper) {
        return file.read(files.apply(file.name()), mapper);
    }

    private static CsvFile.RowMapper<Product> productMapper() {
        Map<String, Integer> ranks = new HashMap<>();
        return (id, row) -> {
            String category = row.getField("category");
            return new Product(
                    id,
                    row.getField("product_name"),
                    row.getField("brand"),
                    category,
                    row.getField("package_size"),
                    price(row.getField("unit_price")),
                    ranks.merge(category, 0, (rank, start) -> rank + 1));
        };
    }

    private static BigDecimal price(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("unit_price '" + value + "' is not a number", e);
        }
    }

    private static Store store(int id, NamedCsvRecord row) {
        return new Store(
                id,
                row.getField("store_name"),
                row.getField("store_code"),
                row.getField("address"),
                row.getField("city"),
                row.getField("state"),
                row.getField("zip_code"),
                row.getField("region"),
                StoreType.fromLabel(row.getField("store_type")));
    }

    private static CsvFile.RowMapper<User> userMapper(List<Store> stores) {
        Map<String, Store> byCode =
                stores.stream().collect(Collectors.toMap(Store::code, Function.identity(), (first, second) -> first));
        return (id, row) -> {
            Optional<Store> store = value(row, "store_code").map(code -> storeOf(code, byCode));
            return new User(
                    id,
                    row.getField("username"),
                    row.getField("email"),
                    row.getField("first_name"),
                    row.getField("last_name"),
                    UserRole.fromLabel(row.getField("role")),
                    store.map(found -> OptionalInt.of(found.storeId())).orElseGet(OptionalInt::empty),
                    value(row, "region").or(() -> store.map(Store::region)),
                    Avatar.of(row.getField("first_name"), row.getField("last_name")));
        };
    }

    private static Store storeOf(String code, Map<String, Store> byCode) {
        Store store = byCode.get(code);
        if (store == null) {
            throw new IllegalArgumentException("store_code '" + code + "' is not in " + STORES.name());
        }
        return store;
    }

    private static Optional<String> value(NamedCsvRecord row, String column) {
        return Optional.of(row.getField(column)).filter(value -> !value.isEmpty());
    }
}
