package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.demand.HourlyDemand;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadPatternTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final HourlyDemand DEMAND =
            new HourlyDemand(HistorySettings.defaults(DAY).demand());

    @TempDir
    private Path folder;

    @Test
    void withoutANameTheHistoryIsFollowed() {
        LoadPattern pattern = LoadPattern.parse(" ", folder);

        assertThat(pattern.isHistory()).isTrue();
        assertThat(load(pattern, 9)).isEqualTo(DEMAND.inHourOf(at(9)));
        assertThat(pattern.mix(at(9))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "steady,9,3,1",
        "business-hours,10,3,40",
        "rush,12,9,10",
        "nightly-batch,2,12,5",
    })
    void namedPatternsHaveMoreLoadInOneHourThanInAnother(String name, int busy, int quiet, double times) {
        LoadPattern pattern = LoadPattern.parse(name, folder);

        assertThat(load(pattern, busy)).isEqualTo(times * load(pattern, quiet));
        assertThat(pattern).hasToString(name);
    }

    @Test
    void aFileOfASpreadsheetIsRead() throws IOException {
        Files.writeString(folder.resolve("own.csv"), "\uFEFFfrom,load\r\n00:00,1\r\n12:00,1000000\r\n");

        assertThat(load(LoadPattern.parse("own.csv", folder), 13)).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "from,load\\n00:00,1e308\\n; the column load has to be 0 or a number from 0.001 to 1000000",
                "from,load\\n00:00,1e-320\\n; the column load has to be 0 or a number from 0.001 to 1000000",
                "00:00,1\\n12:00,2\\n; the first line of own.csv has to name the columns: from,load or from,load,mix",
            })
    void aFileThatCannotBeUsedIsExplained(String csv, String message) throws IOException {
        Files.writeString(folder.resolve("own.csv"), csv.replace("\\n", "\n"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LoadPattern.parse("own.csv", folder))
                .withMessageContaining(message);
    }

    @Test
    void theNightlyBatchDoesOtherThingsThanTheDay() {
        LoadPattern pattern = LoadPattern.parse("nightly-batch", folder);

        assertThat(pattern.mix(at(3)))
                .hasValueSatisfying(
                        mix -> assertThat(mix.has(Operation.FULFILL)).isTrue());
        assertThat(pattern.mix(at(4))).isEmpty();
        assertThat(pattern.mixes()).hasSize(1);
    }

    @Test
    void aFileIsReadRelativeToTheFolderOfTheProject() throws IOException {
        Files.writeString(folder.resolve("day.csv"), "from,load,mix\n00:00,0,\n08:00,2.5,\"select=1\"\n");

        LoadPattern pattern = LoadPattern.parse("day.csv", folder);

        assertThat(load(pattern, 7)).isZero();
        assertThat(load(pattern, 23)).isEqualTo(2.5);
        assertThat(pattern.mix(at(8)))
                .hasValueSatisfying(mix -> assertThat(mix.has(Operation.PLACE)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "from,load\n",
                "load\n1\n",
                "from,load\n08:00,1\n",
                "from,load\n00:00,1\n08:30,1\n",
                "from,load\n00:00,1\n08:00,1\n07:00,1\n",
                "from,load\n00:00,-1\n",
                "from,load\n00:00,much\n",
                "from,load\n00:00,0\n",
                "from,load\n00:00\n",
                "from,load\n24:00,1\n"
            })
    void aFileThatCannotBeUsedIsRefusedInOneSentence(String content) throws IOException {
        Files.writeString(folder.resolve("day.csv"), content);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LoadPattern.parse("day.csv", folder))
                .withMessageStartingWith("brickhouse.simulate.pattern")
                .withMessageContaining("day.csv")
                .withMessageEndingWith(".");
    }

    @Test
    void aMixThatCannotBeUsedNamesItsLine() throws IOException {
        Files.writeString(folder.resolve("day.csv"), "from,load,mix\n00:00,1,buy=1\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LoadPattern.parse("day.csv", folder))
                .withMessageStartingWith("brickhouse.simulate.pattern: line 2 of day.csv names 'buy', but ");
    }

    @Test
    void aNameThatIsNoneListsThose() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LoadPattern.parse("bussiness-hours", folder))
                .withMessageContaining("history, steady, business-hours, rush, nightly-batch or a readable CSV file");
    }

    private static double load(LoadPattern pattern, int hour) {
        return pattern.load(DEMAND).applyAsDouble(at(hour));
    }

    private static LocalDateTime at(int hour) {
        return DAY.atTime(hour, 30);
    }
}
