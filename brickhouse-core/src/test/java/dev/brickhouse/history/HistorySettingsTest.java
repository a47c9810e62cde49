package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.ConfigurationException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySettingsTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);

    @ParameterizedTest
    @CsvSource({
        "0,   0.12, 1,   0.9, brickhouse.months is '0'",
        "121, 0.12, 1,   0.9, brickhouse.months is '121'",
        "12, -0.51, 1,   0.9, brickhouse.growthRate is '-0.51'",
        "12,  1.01, 1,   0.9, brickhouse.growthRate is '1.01'",
        "12,  NaN,  1,   0.9, brickhouse.growthRate is 'NaN'",
        "12,  0.12, 2.1, 0.9, brickhouse.seasonality is '2.1'",
        "12,  0.12, -1,  0.9, brickhouse.seasonality is '-1'",
        "12,  0.12, 1,   3.5, brickhouse.popularityExponent is '3.5'",
        "12,  0.12, 1,   -1,  brickhouse.popularityExponent is '-1'"
    })
    void namesTheSettingThatIsOutOfRange(
            int months, double growthRate, double seasonality, double exponent, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        new HistorySettings(1, AS_OF, months, growthRate, seasonality, exponent, OrderCounts.DEFAULT))
                .withMessageStartingWith(message)
                .withMessageContaining("number from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31", "2200-01-01"})
    void refusesDaysFarAway(LocalDate asOf) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HistorySettings.defaults(asOf))
                .withMessage(
                        "brickhouse.asOf is '" + asOf + "', but it has to be a day from 1970-01-01 to 2199-12-31.");
    }

    @Test
    void takesTheEndsOfAllRanges() {
        assertThat(new HistorySettings(1, LocalDate.of(1970, 1, 1), 120, -0.5, 0, 0, OrderCounts.DEFAULT)
                        .demand()
                        .start())
                .isEqualTo(LocalDate.of(1960, 1, 1));
        assertThat(new HistorySettings(1, LocalDate.of(2199, 12, 31), 1, 1, 2, 3, OrderCounts.DEFAULT)
                        .demand()
                        .start())
                .isEqualTo(LocalDate.of(2199, 11, 30));
    }

    @Test
    void countsAreFrom0ToTheLastOrderId() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new OrderCounts(-1, 0, 0, 0))
                .withMessageStartingWith("brickhouse.fulfilledOrders is '-1'");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new OrderCounts(Integer.MAX_VALUE, 1, 0, 0))
                .withMessageContaining("2,147,483,648 orders are too many");
        assertThat(new OrderCounts(Integer.MAX_VALUE, 0, 0, 0).total()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void countsCanBeScaled() {
        assertThat(OrderCounts.DEFAULT.scaledBy(0.1)).isEqualTo(new OrderCounts(22_683, 1_353, 135, 58));
        assertThat(OrderCounts.DEFAULT.scaledBy(100).total()).isEqualTo(24_229_100);
        assertThat(OrderCounts.DEFAULT.scaledBy(0).total()).isZero();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> OrderCounts.DEFAULT.scaledBy(Double.NaN))
                .withMessageStartingWith("brickhouse.scale is 'NaN'");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> OrderCounts.DEFAULT.scaledBy(-1));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> OrderCounts.DEFAULT.scaledBy(1e6));
    }
}
