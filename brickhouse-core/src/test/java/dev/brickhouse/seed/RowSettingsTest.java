package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.load.Table;
import dev.brickhouse.problem.ConfigurationException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSettingsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Test
    void knowsHowManyRowsThereAreWithoutMakingThem() {
        RowSettings settings = new RowSettings(
                Map.of("brickhouse.stores", "29", "brickhouse.products", "160", "brickhouse.scale", "0.1"), TODAY);
        RetailRows rows = settings.rows();

        for (Table table : RetailRows.TABLES) {
            if (!RowSettings.isExact(table)) {
                assertThat(settings.maxRows(table)).isGreaterThan(rows.count(table));
            } else {
                assertThat(settings.maxRows(table)).as(table.name()).isEqualTo(rows.count(table));
            }
        }
        assertThat(rows.count(RetailRows.ORDERS)).isEqualTo(24_229);
    }

    @Test
    void aTodayThatIsFixedDoesNotChange() {
        Map<String, String> fixed =
                new RowSettings(Map.of("brickhouse.months", "6", "brickhouse.scale", " "), TODAY).withResolvedAsOf();

        assertThat(fixed)
                .containsExactly(Map.entry("brickhouse.asOf", "2026-11-24"), Map.entry("brickhouse.months", "6"));
        assertThat(new RowSettings(fixed, TODAY.plusDays(1)).request("").build().history())
                .isEqualTo(new RowSettings(fixed, TODAY).request("").build().history());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brickhouse.months | 121 | brickhouse.months is '121', but it has to be a whole number from 1 to 120.",
                "brickhouse.asOf | 24.11.2026 | brickhouse.asOf is '24.11.2026', but it has to be a day from 1970-01-01 to 2199-12-31.",
                "brickhouse.scale | 10000 | 2,422,910,000 orders are too many",
                "brickhouse.stores | 25 | brickhouse.stores is 25, but it has to be a number from 26",
                "brickhouse.products | x | brickhouse.products is 'x', but it has to be a whole number that fits in 32 bits."
            })
    void aValueThatCannotBeUsedIsRefusedBeforeAnythingIsMade(String property, String value, String sentence) {
        assertThatThrownBy(() -> new RowSettings(Map.of(property, value), TODAY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }
}
