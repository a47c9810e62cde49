package dev.brickhouse.catalog;

import dev.brickhouse.random.CounterRandom;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/**
 * Datafaker, reseeded for each row, so that a row does not depend on how many rows there are. For one thread.
 *
 * <p>Its output can change with its version, which is therefore pinned and part of the generator's version.
 */
final class RowFaker {

    /** Streams of their own, far from those of the history and the stock. */
    static final int SHOPS = 201;

    static final int MANAGERS = 202;
    static final int PRODUCTS = 203;

    private final long seed;
    private final Random random = new Random();
    private final Faker faker = new Faker(Locale.US, random);

    RowFaker(long seed) {
        this.seed = seed;
    }

    /** Reseeds it for the row of this id in one of the streams. */
    void reseed(int stream, int id) {
        random.setSeed(CounterRandom.base(CounterRandom.key(seed, stream), id));
    }

    String firstName() {
        return faker.name().firstName();
    }

    String lastName() {
        return faker.name().lastName();
    }

    /** Such as Torphy Heights. */
    String streetName() {
        return faker.address().streetName();
    }

    /** A whole number from {@code min} to {@code max}. */
    int number(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
