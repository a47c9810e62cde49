package dev.brickhouse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 8, 1",
        "5615, 8, 1",
        "242291, 8, 2",
        "2422910, 8, 8",
        "2422910, 100, 24",
        "1000000000, 8, 250",
        "1000000000, 1000, 1000",
        "2147483647, 1, 537"
    })
    void thereAreAsManyAsRunAtOnceUnlessTheyWouldBeTooSmallOrTooLarge(long rows, int parallelism, int slices) {
        assertThat(SliceScan.slices(rows, parallelism)).isEqualTo(slices);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 100", "2, 3, 100", "5615, 16, 10000", "5615, 16, 7", "2147483647, 1000000, 9223372036854775807"})
    void theyFollowOnEachOtherAndCoverEverything(long rows, int slices, long limit) {
        long end = 0;
        for (Slice slice : IntStream.range(0, slices)
                .mapToObj(index -> new Slice(Map.of(), index, slices, limit))
                .toList()) {
            assertThat(slice.from(rows)).isEqualTo(end);
            end = slice.to(rows);
        }
        assertThat(end).isEqualTo(Math.min(rows, limit));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = " ")
    void allOfThemHaveTheAsOfDateOfTheMomentOfTheRead(String given) {
        Map<String, String> options = new HashMap<>(Map.of("path", "orders"));
        options.put("ASOF", given);
        options.values().removeIf(Objects::isNull);
        LocalDate before = LocalDate.now();
        Map<String, String> fixed = ReadOptions.withAsOf(options);

        assertThat(LocalDate.parse(fixed.get("asOf"))).isBetween(before, LocalDate.now());
        assertThat(ReadOptions.of(fixed).settings().withResolvedAsOf())
                .containsEntry("brickhouse.asOf", fixed.get("asOf"));
        assertThat(ReadOptions.withAsOf(Map.of("asOf", "2026-11-24"))).containsEntry("asOf", "2026-11-24");
    }

    @Test
    void aModelIsMadeOnce() {
        Map<String, String> settings = ReadOptions.of(Map.of("path", "orders", "scale", "0.001", "asOf", "2026-11-24"))
                .settings()
                .withResolvedAsOf();
        ModelCache models = new ModelCache();

        assertThat(models.rows(settings)).isSameAs(models.rows(Map.copyOf(settings)));
        assertThat(models.rows(settings)).isNotSameAs(models.rows(Map.of("brickhouse.asOf", "2026-11-25")));
    }
}
