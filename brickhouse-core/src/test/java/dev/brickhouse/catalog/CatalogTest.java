package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private final SmallCatalog small = new SmallCatalog();

    private void assertRefused(String sentence) {
        assertThatIllegalArgumentException().isThrownBy(small::build).withMessage(sentence);
    }

    @Test
    void answersFromItsRows() {
        Catalog catalog = small.build();

        assertThat(catalog.products()).isEqualTo(small.products);
        assertThat(catalog.stores()).isEqualTo(small.stores);
        assertThat(catalog.users()).isEqualTo(small.users);
        assertThat(catalog.warehouse()).isEqualTo(small.stores.get(0));
        assertThat(catalog.shops()).isEqualTo(small.stores.subList(1, 4));
        assertThat(catalog.categories()).containsExactly("Cola", "Water");
        assertThat(catalog.regions()).containsExactly("Southeast", "West");
        assertThat(catalog.productsIn("Cola")).isEqualTo(small.products.subList(0, 2));
        assertThat(catalog.managerOf(small.stores.get(3)).username()).isEqualTo("cleo");
        assertThat(catalog.regionalManagerOf("Southeast").username()).isEqualTo("dora");
    }

    @Test
    void takesTheWarehouseFromAnyPlace() {
        small.stores.set(0, SmallCatalog.store(1, "ATL001", "Southeast", StoreType.URBAN));
        small.stores.set(1, SmallCatalog.store(2, "HQ000", "Southeast", StoreType.WAREHOUSE));
        small.users.set(0, SmallCatalog.storeManager(1, "ada", 1, "Southeast"));

        Catalog catalog = small.build();

        assertThat(catalog.warehouse().storeId()).isEqualTo(2);
        assertThat(catalog.shops()).extracting(Store::storeId).containsExactly(1, 3, 4);
    }

    @Test
    void staysAsItWasWhenItsSourcesChange() {
        Catalog catalog = small.build();

        small.products.clear();
        small.stores.clear();
        small.users.clear();

        assertThat(catalog.products()).hasSize(3);
        assertThat(catalog.stores()).hasSize(4);
        assertThat(catalog.users()).hasSize(5);
    }

    @Test
    void handsOutListsThatNobodyCanChange() {
        Catalog catalog = small.build();

        assertThatThrownBy(() -> catalog.products().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.stores().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.users().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.shops().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.regions().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.categories().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.productsIn("Cola").clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void knowsNoStrangers() {
        Catalog catalog = small.build();
        Store otherShop = SmallCatalog.store(2, "BOS001", "Northeast", StoreType.URBAN);
        Store farShop = SmallCatalog.store(9, "SEA001", "Northwest", StoreType.URBAN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.managerOf(catalog.warehouse()))
                .withMessage("store HQ000 is not a shop of this catalog");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.managerOf(otherShop))
                .withMessage("store BOS001 is not a shop of this catalog");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.managerOf(farShop))
                .withMessage("store SEA001 is not a shop of this catalog");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.regionalManagerOf("Moon"))
                .withMessage("region 'Moon' is not in this catalog");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.productsIn("Beer"))
                .withMessage("category 'Beer' is not in this catalog");
    }

    @Test
    void refusesAGapInTheIdsOfProducts() {
        small.products.set(2, SmallCatalog.product(4, "Still", "Water", 0));
        assertRefused("product number 3 has the id 4; ids run from 1 without a gap");
    }

    @Test
    void refusesIdsOfStoresOutOfOrder() {
        small.stores.set(1, SmallCatalog.store(3, "MIA001", "Southeast", StoreType.URBAN));
        small.stores.set(2, SmallCatalog.store(2, "ATL001", "Southeast", StoreType.URBAN));
        assertRefused("store number 2 has the id 3; ids run from 1 without a gap");
    }

    @Test
    void refusesIdsOfUsersThatDoNotBeginAtOne() {
        small.users.remove(0);
        assertRefused("user number 1 has the id 2; ids run from 1 without a gap");
    }

    @Test
    void refusesAProductNameTwice() {
        small.products.set(2, SmallCatalog.product(3, "North Cola", "Water", 0));
        assertRefused("product_name 'North Cola' is in rows 1 and 3");
    }

    @Test
    void refusesAStoreCodeTwice() {
        Store second = small.stores.get(1);
        small.stores.set(
                2,
                new Store(
                        3,
                        "Another name",
                        second.code(),
                        second.address(),
                        second.city(),
                        second.state(),
                        second.zipCode(),
                        second.region(),
                        second.type()));
        assertRefused("store_code 'ATL001' is in rows 2 and 3");
    }

    @Test
    void refusesAStoreNameTwice() {
        Store second = small.stores.get(1);
        small.stores.set(
                2,
                new Store(
                        3,
                        second.name(),
                        "ATL002",
                        second.address(),
                        second.city(),
                        second.state(),
                        second.zipCode(),
                        second.region(),
                        second.type()));
        assertRefused("store_name 'Store ATL001' is in rows 2 and 3");
    }

    @Test
    void refusesAUsernameTwice() {
        small.users.set(1, SmallCatalog.storeManager(2, "ada", 3, "Southeast"));
        assertRefused("username 'ada' is in rows 1 and 2");
    }

    @Test
    void refusesAnEmailTwice() {
        User second = small.users.get(1);
        small.users.set(
                1,
                new User(
                        2,
                        second.username(),
                        "ada@brickhouse.example",
                        second.firstName(),
                        second.lastName(),
                        second.role(),
                        second.storeId(),
                        second.region(),
                        second.avatarUrl()));
        assertRefused("email 'ada@brickhouse.example' is in rows 1 and 2");
    }

    @Test
    void refusesToHaveNothingToSell() {
        small.products.clear();
        assertRefused("there are no products");
    }

    @Test
    void refusesAPopularityRankOutOfOrder() {
        small.products.set(1, SmallCatalog.product(2, "South Cola", "Cola", 2));
        assertRefused("product 'South Cola' has the popularity rank 2 where 1 comes next in category 'Cola'");
    }

    @Test
    void refusesToHaveNoWarehouse() {
        small.stores.set(0, SmallCatalog.store(1, "HQ000", "Southeast", StoreType.URBAN));
        assertRefused("there must be exactly one warehouse, but there are 0: []");
    }

    @Test
    void refusesASecondWarehouse() {
        small.stores.set(3, SmallCatalog.store(4, "LAX001", "West", StoreType.WAREHOUSE));
        assertRefused("there must be exactly one warehouse, but there are 2: [HQ000, LAX001]");
    }

    @Test
    void refusesAWarehouseWithoutShops() {
        small.stores.subList(1, 4).clear();
        small.users.clear();
        assertRefused("there are no shops");
    }

    @Test
    void refusesAManagerOfAStoreThatDoesNotExist() {
        small.users.set(0, SmallCatalog.storeManager(1, "ada", 99, "Southeast"));
        assertRefused("user 'ada' manages store 99, which does not exist");
    }

    @Test
    void refusesAManagerOfTheWarehouse() {
        small.users.set(0, SmallCatalog.storeManager(1, "ada", 1, "Southeast"));
        assertRefused("user 'ada' manages HQ000, which is the warehouse, not a shop");
    }

    @Test
    void refusesAManagerWhoseRegionIsNotThatOfTheShop() {
        small.users.set(0, SmallCatalog.storeManager(1, "ada", 2, "West"));
        assertRefused("user 'ada' is of region 'West' but manages ATL001 in region 'Southeast'");
    }

    @Test
    void refusesAShopWithoutAManager() {
        small.users.remove(4);
        small.users.set(2, SmallCatalog.regionalManager(3, "cleo", "West"));
        assertRefused("shop LAX001 must have exactly one store manager, but has 0");
    }

    @Test
    void refusesAShopWithTwoManagers() {
        small.users.add(SmallCatalog.storeManager(6, "finn", 3, "Southeast"));
        assertRefused("shop MIA001 must have exactly one store manager, but has 2");
    }

    @Test
    void refusesARegionWithoutAManager() {
        small.users.remove(4);
        assertRefused("region 'West' must have exactly one regional manager, but has 0");
    }

    @Test
    void refusesARegionWithTwoManagers() {
        small.users.add(SmallCatalog.regionalManager(6, "finn", "Southeast"));
        assertRefused("region 'Southeast' must have exactly one regional manager, but has 2");
    }

    @Test
    void refusesAManagerOfARegionWithoutShops() {
        small.users.add(SmallCatalog.regionalManager(6, "finn", "Moon"));
        assertRefused("region 'Moon' has a regional manager but no shop");
    }

    @Test
    void needsNoManagerForARegionThatHasOnlyTheWarehouse() {
        small.stores.set(0, SmallCatalog.store(1, "HQ000", "Midlands", StoreType.WAREHOUSE));
        assertThat(small.build().regions()).containsExactly("Southeast", "West");
    }

    @Test
    void refusesAStoreManagerWithoutAShop() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallCatalog.user(1, "ada", UserRole.STORE_MANAGER, OptionalInt.empty(), "Southeast"))
                .withMessage("store manager 'ada' has no store_id");
    }

    @Test
    void refusesARegionalManagerWithAShop() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SmallCatalog.user(1, "ada", UserRole.REGIONAL_MANAGER, OptionalInt.of(2), "Southeast"))
                .withMessage("regional manager 'ada' has a store_id");
    }

    @Test
    void refusesAUserWithoutARegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallCatalog.user(1, "ada", UserRole.STORE_MANAGER, OptionalInt.of(2), null))
                .withMessage("region is missing");
    }

    @Test
    void refusesAUserWithoutARole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallCatalog.user(1, "ada", null, OptionalInt.of(2), "Southeast"))
                .withMessage("role is missing");
    }

    @Test
    void refusesAProductOfNoCategory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallCatalog.product(1, "North Cola", " ", 0))
                .withMessage("category is missing");
    }

    @Test
    void refusesAProductBelowTheFirstRank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallCatalog.product(1, "North Cola", "Cola", -1))
                .withMessage("popularityRank is -1 where ranks begin at 0");
    }

    @Test
    void refusesAPriceThatNobodyCanPay() {
        assertPriceRefused(null, "unit_price is missing");
        assertPriceRefused("0.00", "unit_price 0.00 is not between 0.01 and 99999999.99");
        assertPriceRefused("-1.50", "unit_price -1.50 is not between 0.01 and 99999999.99");
        assertPriceRefused("1E+8", "unit_price 100000000 is not between 0.01 and 99999999.99");
        assertPriceRefused("1.005", "unit_price 1.005 has more than two decimals");
    }

    private static void assertPriceRefused(String price, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> productAt(price == null ? null : new BigDecimal(price)))
                .withMessage(sentence);
    }

    private static Product productAt(BigDecimal price) {
        return new Product(1, "North Cola", "Brand", "Cola", "12 oz can (24-pack)", price, 0);
    }

    @Test
    void keepsPricesWithExactlyTwoDecimals() {
        assertThat(productAt(new BigDecimal("7")).unitPrice()).isEqualTo(new BigDecimal("7.00"));
        assertThat(productAt(new BigDecimal("7.5000")).unitPrice()).isEqualTo(new BigDecimal("7.50"));
    }

    @Test
    void refusesAStoreWithoutAProperPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storeAt("ga", "30309", StoreType.URBAN))
                .withMessage("state 'ga' is not two capital letters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storeAt("GA", "3030", StoreType.URBAN))
                .withMessage("zip_code '3030' is not five or nine digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> storeAt("GA", "30309", null))
                .withMessage("store_type is missing");
        assertThat(storeAt("GA", "30309-1234", StoreType.URBAN).zipCode()).isEqualTo("30309-1234");
    }

    private static Store storeAt(String state, String zipCode, StoreType type) {
        return new Store(1, "Store", "ATL001", "1 Main Street", "Atlanta", state, zipCode, "Southeast", type);
    }
}
