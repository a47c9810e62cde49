package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeedSettingsTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 24);

    private static final HistorySettings HISTORY =
            new HistorySettings(7, AS_OF, 6, 0.02, 0.5, 1.5, new OrderCounts(5, 4, 3, 2));

    private final SeedSettings written = SeedSettings.of(HISTORY, Catalog.extended(27, 160, 7));

    @Test
    void whatTheJournalHoldsMakesTheSameRows() {
        SeedSettings read = SeedSettings.ofText(written.text());

        assertThat(read.history()).isEqualTo(HISTORY);
        assertThat(read.catalog().stores()).hasSize(27);
        assertThat(read.catalog().products()).hasSize(160);
        assertThat(read.months()).isEqualTo(6);
        assertThat(read.isOfThisGenerator()).isTrue();
        assertThat(read.values()).isEqualTo(written.values());
        assertThat(read.fingerprint()).isEqualTo(written.fingerprint());
    }

    @Test
    void rowsOfAnotherGeneratorAreNotTakenForOurs() {
        String other = written.text().replaceAll("generatorVersion=\\d+", "generatorVersion=0");

        assertThat(SeedSettings.ofText(other).isOfThisGenerator()).isFalse();
        assertThat(SeedSettings.ofText("").isOfThisGenerator()).isFalse();
    }

    @Test
    void aSettingThatAnotherSeedDidNotHaveIsNamed() {
        String older = written.text().replace("popularityExponent=1.5\n", "").replace("months=6", "months=12");

        assertThat(written.differences(SeedSettings.ofText(older)))
                .containsExactlyInAnyOrder(
                        "popularityExponent is not set there and 1.5 here", "months is 12 there and 6 here");
    }

    @Test
    void theRowsEndWhereTheyWereCarriedOnTo() {
        assertThat(written.reach(AS_OF)).isEqualTo(AS_OF);
        assertThat(SeedSettings.ofText(written.advancedTo(AS_OF.plusDays(3)).text())
                        .reach(AS_OF))
                .isEqualTo(AS_OF.plusDays(3));
    }
}
