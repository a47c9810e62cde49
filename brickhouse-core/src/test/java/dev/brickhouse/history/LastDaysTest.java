package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.Holidays;
import dev.brickhouse.catalog.Catalog;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history that ends with a holiday has no more deliveries on it than one that ends later. */
class LastDaysTest {

    /** By then the shops in the west have closed as well. */
    private static final long ALL_CLOSED = 2 * Days.MICROS_PER_HOUR;

    private static final double OF_A_MEAN_DAY = 0.03;

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-27", "2026-12-26", "2026-07-05", "2026-05-26"})
    void aHolidayAtTheEndHasHardlyAnyDelivery(LocalDate asOf) {
        assertThat(Holidays.includes(asOf.minusDays(1))).isTrue();
        History history = History.of(HistorySettings.defaults(asOf), Catalog.standard());
        long holiday = Days.micros(asOf.minusDays(1)) + ALL_CLOSED;
        OrderCursor order = history.cursor();
        long delivered = 0;
        long onTheHoliday = 0;
        for (long n = 0; n < history.size(); n++) {
            order.moveTo(n);
            if (order.fulfilledAt() != OrderCursor.NO_DATE) {
                delivered++;
                onTheHoliday += order.fulfilledAt() >= holiday ? 1 : 0;
            }
        }
        assertThat((double) onTheHoliday).isLessThan(OF_A_MEAN_DAY * delivered / history.days.count());
    }
}
