package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Order n is a pure function of settings and n. */
class HistoryTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);
    /** How many orders of a history are looked up out of turn. */
    private static final int ANY = 1_000;

    private static final HistorySettings DEFAULTS = HistorySettings.defaults(AS_OF);

    /**
     * All columns of all orders of the default settings, by version of the generator.
     *
     * <p>If this fails, orders have changed: a seed of an earlier version can no longer be completed or compared. Then
     * {@link History#GENERATOR_VERSION} goes up by one, if there has been a release with this one, and the new digest stands here for it.
     */
    @Test
    void defaultOrdersOfThisGeneratorVersionAreKnown() {
        assertThat(History.GENERATOR_VERSION).isEqualTo(2);
        assertThat(OrderDigest.of(History.of(DEFAULTS, Catalog.standard())))
                .isEqualTo("4ee8ea40ddbf1725290560e57685d058");
    }

    @Property(tries = 15)
    void sameSettingsGiveTheSameBytes(@ForAll("settings") HistorySettings settings) {
        HistorySettings equal = settings.withAsOf(settings.asOf());

        assertThat(OrderDigest.of(History.of(settings, Catalog.standard())))
                .isEqualTo(OrderDigest.of(History.of(equal, Catalog.standard())));
    }

    @Property(tries = 40)
    void anyAccessGivesTheSameOrders(@ForAll("settings") HistorySettings settings, @ForAll Random random) {
        History history = History.of(settings, Catalog.standard());
        List<String> walked = new ArrayList<>();
        OrderCursor walking = history.cursor();
        for (long n = 0; n < history.size(); n++) {
            walking.moveTo(n);
            walked.add(OrderDigest.row(walking));
        }

        List<OrderCursor> cursors = List.of(history.cursor(), history.cursor(), walking);
        List<Integer> numbers = new ArrayList<>(
                java.util.stream.IntStream.range(0, walked.size()).boxed().toList());
        Collections.shuffle(numbers, random);
        for (int n : numbers.subList(0, Math.min(ANY, numbers.size()))) {
            OrderCursor any = cursors.get(random.nextInt(cursors.size()));
            any.moveTo(n);
            if (!OrderDigest.row(any).equals(walked.get(n))) {
                assertThat(OrderDigest.row(any)).as("order " + n).isEqualTo(walked.get(n));
            }
        }
    }

    @Provide
    static Arbitrary<HistorySettings> settings() {
        return HistoryArbitraries.settings();
    }

    @Test
    void anotherSeedGivesOtherOrders() {
        HistorySettings other = new HistorySettings(43, AS_OF, 12, 0.12, 1, 0.9, new OrderCounts(900, 50, 30, 20));
        HistorySettings one = new HistorySettings(42, AS_OF, 12, 0.12, 1, 0.9, new OrderCounts(900, 50, 30, 20));

        assertThat(OrderDigest.of(History.of(one, Catalog.standard())))
                .isNotEqualTo(OrderDigest.of(History.of(other, Catalog.standard())));
    }

    @Test
    void cursorRefusesOrdersThatDoNotExist() {
        OrderCursor order = History.of(DEFAULTS, Catalog.standard()).cursor();

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> order.moveTo(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> order.moveTo(OrderCounts.DEFAULT.total()));
    }

    @Test
    void findsTheFirstOrderOfADay() {
        History history = History.of(DEFAULTS, Catalog.standard());
        LocalDate day = LocalDate.of(2026, 7, 4);
        OrderCursor order = history.cursor();
        long first = history.firstOrderFrom(day);

        order.moveTo(first);
        assertThat(order.orderedAt()).isGreaterThanOrEqualTo(Days.micros(day));
        order.moveTo(first - 1);
        assertThat(order.orderedAt()).isLessThan(Days.micros(day));
        assertThat(history.firstOrderFrom(DEFAULTS.demand().start())).isZero();
        assertThat(history.firstOrderFrom(AS_OF)).isEqualTo(history.size());
    }

    @Test
    void tellsFromWhichDayOnOrdersAreOpen() {
        History history = History.of(DEFAULTS, Catalog.standard());
        LocalDate start = DEFAULTS.demand().start();
        LocalDate end = start.datesUntil(AS_OF.plusDays(1))
                .filter(history::hasOpenBefore)
                .findFirst()
                .orElseThrow();
        OrderCursor order = history.cursor();
        long first = 0;
        do {
            order.moveTo(first++);
        } while (order.status() != OrderStatus.PENDING_REVIEW && order.status() != OrderStatus.APPROVED);

        assertThat(order.orderedAt()).isGreaterThanOrEqualTo(Days.micros(end.minusDays(1)));
        assertThat(end).isBetween(start.plusMonths(6), AS_OF);
        assertThat(history.hasOpenBefore(start)).isFalse();
        assertThat(history.hasOpenBefore(AS_OF)).isTrue();
    }
}
