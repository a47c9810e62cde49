package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {

    private static final String PRODUCTS = "products.csv";
    private static final String STORES = "stores.csv";
    private static final String USERS = "users.csv";

    private final Map<String, String> files = new HashMap<>(Map.of(PRODUCTS, """
            product_name,brand,category,package_size,unit_price
            North Cola,Brand,Cola,12 oz can (24-pack),9.99
            Café,"Brand, the second",Coffee,8 oz can (12-pack),25.49
            South Cola,Brand,Cola,12 oz can (24-pack),10.5
            """, STORES, """
            store_name,store_code,address,city,state,zip_code,region,store_type
            Headquarters,HQ000,1 Main Street,Atlanta,GA,30318,Southeast,Warehouse
            Corner,BOS001,2 Main Street,Boston,MA,02116,Northeast,Urban
            """, USERS, """
            username,email,first_name,last_name,role,store_code,region
            ada,ada@brickhouse.example,Ada,O'Leary,store_manager,BOS001,
            ben,ben@brickhouse.example,Ben,Feldman,regional_manager,,Northeast
            """));

    private Catalog read() {
        return new CatalogReader(
                        name -> new ByteArrayInputStream(files.get(name).getBytes(StandardCharsets.UTF_8)))
                .read();
    }

    private void replace(String file, String text, String replacement) {
        assertThat(files.get(file)).contains(text);
        files.merge(file, "", (content, none) -> content.replace(text, replacement));
    }

    private void assertRefused(String sentence) {
        assertThatIllegalArgumentException().isThrownBy(this::read).withMessage(sentence);
    }

    @Test
    void numbersRowsByTheirPlace() {
        Catalog catalog = read();

        assertThat(catalog.products())
                .containsExactly(
                        new Product(1, "North Cola", "Brand", "Cola", "12 oz can (24-pack)", new BigDecimal("9.99"), 0),
                        new Product(
                                2,
                                "Café",
                                "Brand, the second",
                                "Coffee",
                                "8 oz can (12-pack)",
                                new BigDecimal("25.49"),
                                0),
                        new Product(
                                3, "South Cola", "Brand", "Cola", "12 oz can (24-pack)", new BigDecimal("10.50"), 1));
        assertThat(catalog.stores())
                .contains(new Store(
                        2, "Corner", "BOS001", "2 Main Street", "Boston", "MA", "02116", "Northeast", StoreType.URBAN));
    }

    @Test
    void givesAStoreManagerTheRegionOfTheShop() {
        User manager = read().users().get(0);

        assertThat(manager.storeId()).hasValue(2);
        assertThat(manager.region()).contains("Northeast");
    }

    @Test
    void givesAUserAPictureThatNeedsNoNetwork() {
        assertThat(read().users().get(0).avatarUrl())
                .startsWith("data:image/svg+xml,")
                .contains("%3EAO%3C");
    }

    @Test
    void takesOtherLineEndsAndEmptyLinesAtTheEnd() {
        replace(USERS, "\n", "\r\n");
        files.merge(STORES, "\n\n", String::concat);

        assertThat(read().users()).extracting(User::username).containsExactly("ada", "ben");
    }

    @Test
    void namesFileAndLineOfAValueThatDoesNotFit() {
        replace(PRODUCTS, "25.49", "cheap");
        assertRefused("products.csv, line 3: unit_price 'cheap' is not a number");
    }

    @Test
    void namesTheLineEvenAfterEmptyOnes() {
        replace(STORES, "Corner", "\n\nCorner");
        replace(STORES, "Urban", "Rural");
        assertRefused("stores.csv, line 5: store_type 'Rural' is not one of"
                + " Warehouse, Urban, Tourist, Business, Suburban, Shopping, Entertainment");
    }

    @Test
    void namesFileAndLineOfAMissingValue() {
        replace(STORES, "2 Main Street", "");
        assertRefused("stores.csv, line 3: address is missing");
    }

    @Test
    void namesFileAndLineOfAStoreThatDoesNotExist() {
        replace(USERS, "BOS001", "NYC001");
        assertRefused("users.csv, line 2: store_code 'NYC001' is not in stores.csv");
    }

    @Test
    void refusesARowWithTooFewValues() {
        replace(PRODUCTS, ",9.99", "");
        assertRefused("products.csv, line 2: there are 4 values for 5 columns");
    }

    @Test
    void refusesARowWithTooManyValues() {
        replace(PRODUCTS, ",9.99", ",9.99,new");
        assertRefused("products.csv, line 2: there are 6 values for 5 columns");
    }

    @Test
    void refusesOtherColumns() {
        replace(PRODUCTS, "unit_price", "price");
        assertRefused("products.csv, line 1: the columns are [product_name, brand, category, package_size, price]"
                + " where [product_name, brand, category, package_size, unit_price] are wanted");
    }

    @Test
    void refusesAColumnTwice() {
        replace(PRODUCTS, "brand,", "product_name,");
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessageStartingWith("products.csv, after line 1: ")
                .withMessageContaining("product_name");
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        replace(PRODUCTS, "\"Brand, the second\"", "\"Brand");
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessageStartingWith("products.csv, after line 2: ");
    }

    @Test
    void refusesAFileWithoutRows() {
        replace(USERS, files.get(USERS), files.get(USERS).lines().findFirst().orElseThrow());
        assertRefused("users.csv has no rows");
        files.put(USERS, "");
        assertRefused("users.csv has no rows");
    }

    @Test
    void refusesFilesThatDoNotMakeUpACatalog() {
        replace(USERS, "Northeast", "Southeast");
        assertRefused("region 'Northeast' must have exactly one regional manager, but has 0");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new CatalogReader(name -> new BrokenStream()).read())
                .withMessage("products.csv cannot be read")
                .havingCause()
                .withMessage("the disk is gone");
    }

    @Test
    void closesEveryFile() {
        Map<String, Boolean> closed = new HashMap<>();

        new CatalogReader(name -> new ByteArrayInputStream(files.get(name).getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public void close() {
                        closed.put(name, true);
                    }
                })
                .read();

        assertThat(closed).containsOnlyKeys(PRODUCTS, STORES, USERS);
    }

    private static final class BrokenStream extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("the disk is gone");
        }
    }
}
