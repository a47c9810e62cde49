package dev.brickhouse.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Further shops with their managers. They are in the cities of the standard catalog and in others of the same states,
 * more of them in larger cities, and their types follow each other as in the standard catalog, which keeps the mix.
 */
final class ExtraShops {

    private final RowFaker faker;
    private final List<StoreType> types;
    private final List<City> cities = new ArrayList<>();
    private final Map<String, Integer> shopsByCode = new HashMap<>();
    private final Set<String> storeNames = new HashSet<>();
    private final Set<String> usernames = new HashSet<>();

    ExtraShops(Catalog standard, RowFaker faker) {
        this.faker = faker;
        this.types = standard.shops().stream().map(Store::type).toList();
        for (City city : City.all()) {
            // a city of weight n is n times in the list, so that drawing from it needs no further arithmetic
            for (int i = 0; i < city.weight(); i++) {
                cities.add(city);
            }
        }
        for (Store store : standard.stores()) {
            storeNames.add(store.name());
            shopsByCode.merge(store.code().substring(0, 3), 1, Integer::sum);
        }
        standard.users().forEach(user -> usernames.add(user.username()));
    }

    /** Makes the next shop; call it in the order of ids. */
    Store next(int id) {
        faker.reseed(RowFaker.SHOPS, id);
        City city = faker.oneOf(cities);
        String street = faker.streetName();
        String name = "Brickhouse " + city.name() + ' ' + street;
        while (!storeNames.add(name)) {
            street = faker.streetName();
            name = "Brickhouse " + city.name() + ' ' + street;
        }
        int number = shopsByCode.merge(city.code(), 1, Integer::sum);
        return new Store(
                id,
                name,
                String.format(Locale.ROOT, "%s%03d", city.code(), number),
                faker.number(100, 9_999) + " " + street,
                city.name(),
                city.state(),
                faker.oneOf(city.zipCodes()),
                city.region(),
                types.get((id - 2) % types.size()));
    }

    /** Makes the manager of a shop; call it in the order of the shops. */
    User managerOf(Store shop, int id) {
        faker.reseed(RowFaker.MANAGERS, shop.storeId());
        String first = faker.firstName();
        String last = faker.lastName();
        String username = login(first, last);
        while (!usernames.add(username)) {
            first = faker.firstName();
            last = faker.lastName();
            username = login(first, last);
        }
        return new User(
                id,
                username,
                username + "@brickhouse.example",
                first,
                last,
                UserRole.STORE_MANAGER,
                OptionalInt.of(shop.storeId()),
                Optional.of(shop.region()),
                Avatar.of(first, last));
    }

    private static String login(String first, String last) {
        return plain(first) + '.' + plain(last);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
