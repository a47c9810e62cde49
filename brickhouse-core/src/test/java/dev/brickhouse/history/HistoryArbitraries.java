package dev.brickhouse.history;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.time.api.Dates;

/** Random settings over all that a user may ask for, with orders few enough to walk through all of them. */
public final class HistoryArbitraries {

    private HistoryArbitraries() {}

    public static Arbitrary<HistorySettings> settings() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        days(),
                        Arbitraries.integers().between(1, 120),
                        Arbitraries.doubles().between(-0.5, 1).ofScale(2),
                        Arbitraries.doubles().between(0, 2).ofScale(2),
                        Arbitraries.doubles().between(0, 3).ofScale(2),
                        counts())
                .as(HistorySettings::new);
    }

    private static Arbitrary<LocalDate> days() {
        Arbitrary<Integer> year = Arbitraries.integers().between(1972, 2199);
        return Arbitraries.oneOf(
                Dates.dates().between(LocalDate.of(1970, 1, 1), LocalDate.of(2199, 12, 31)),
                year.map(y -> LocalDate.of(y, 12, 31)),
                year.map(y -> LocalDate.of(y, 1, 1)),
                year.map(y -> LocalDate.of(y, 3, 1).minusDays(1)),
                year.filter(y -> LocalDate.of(y, 1, 1).isLeapYear()).map(y -> LocalDate.of(y, 2, 29)));
    }

    private static Arbitrary<OrderCounts> counts() {
        Arbitrary<Long> count = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.just(1L)),
                Tuple.of(4, Arbitraries.longs().between(2, 1_000)));
        return Combinators.combine(count, count, count, count).as(OrderCounts::new);
    }
}
