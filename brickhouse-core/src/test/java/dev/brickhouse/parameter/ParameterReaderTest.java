package dev.brickhouse.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.ConfigurationException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterReaderTest {

    private enum Format {
        PLAIN,
        PG_DUMP
    }

    private static final Map<String, ParameterReader<?>> READERS = Map.of(
            "whole", ParameterReader.integer("p", 1, 120),
            "seconds", ParameterReader.integer("p", "a whole number of seconds", 0, 10),
            "bits", ParameterReader.integer("p"),
            "long", ParameterReader.longInteger("p"),
            "decimal", ParameterReader.decimal("p", -0.5, 1),
            "positive", ParameterReader.positive("p", 5),
            "duration", ParameterReader.duration("p"),
            "day", ParameterReader.day("p", LocalDate.of(1970, 1, 1), LocalDate.of(2199, 12, 31)),
            "option", ParameterReader.option("p", Format.class),
            "switch", ParameterReader.onOff("p"));

    @Test
    void nothingGivenIsNothing() {
        READERS.forEach((kind, reader) -> {
            assertThat(reader.read(null)).as(kind).isNull();
            assertThat(reader.read(" ")).as(kind).isNull();
        });
        assertThat(ParameterReader.integer("p", 1, 2).readOr("", 7)).isEqualTo(7);
        assertThat(ParameterReader.integer("p", 1, 2).readOr("1", 7)).isEqualTo(1);
    }

    @Test
    void valuesAreReadWhateverSurroundsThem() {
        assertThat(ParameterReader.integer("p", 1, 120).read(" 120 ")).isEqualTo(120);
        assertThat(ParameterReader.longInteger("p").read("-9223372036854775808"))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(ParameterReader.decimal("p", 0, 1).read("1e-2")).isEqualTo(0.01);
        assertThat(ParameterReader.option("p", Format.class).read(" Pg_Dump")).isEqualTo(Format.PG_DUMP);
        assertThat(ParameterReader.onOff("p").read("TRUE ")).isTrue();
        assertThat(ParameterReader.day("p", LocalDate.MIN, LocalDate.MAX).read("2026-11-24"))
                .isEqualTo(LocalDate.of(2026, 11, 24));
    }

    @ParameterizedTest
    @CsvSource({"30, PT30S", "30s, PT30S", "5m, PT5M", "2 h, PT2H"})
    void aDurationIsOfSecondsUnlessItSaysOtherwise(String text, Duration expected) {
        assertThat(ParameterReader.duration("p").read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "whole; abc; a whole number from 1 to 120",
                "whole; 121; a whole number from 1 to 120",
                "whole; 1.5; a whole number from 1 to 120",
                "whole; 99999999999999999999; a whole number from 1 to 120",
                "seconds; -1; a whole number of seconds from 0 to 10",
                "bits; 2147483648; a whole number that fits in 32 bits",
                "long; 9223372036854775808; a whole number that fits in 64 bits",
                "decimal; NaN; a number from -0.5 to 1",
                "decimal; 12%; a number from -0.5 to 1",
                "decimal; 1e400; a number from -0.5 to 1",
                "positive; 0; a number above 0 and up to 5",
                "day; 24.11.2026; a day from 1970-01-01 to 2199-12-31",
                "day; 2026-02-30; a day from 1970-01-01 to 2199-12-31",
                "day; 2200-01-01; a day from 1970-01-01 to 2199-12-31",
                "option; tar; one of: plain, pg_dump",
                "switch; yes; true or false"
            })
    void whatCannotBeUsedIsOneSentence(String kind, String text, String expected) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> READERS.get(kind).read(text))
                .withMessage("p is '" + text + "', but it has to be " + expected + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "5d", "soon", "9999999999"})
    void aDurationIsAtLeastASecond(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ParameterReader.duration("p").read(text))
                .withMessage("p is '" + text + "', but it has to be a duration such as 30s, 5m or 2h.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0"})
    void whereAValueWasFoundIsInTheSentence(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ParameterReader.integer("p", 1, 9).readFrom("-Dp", text))
                .withMessage("p is '" + text + "' (-Dp), but it has to be a whole number from 1 to 9.");
    }

    @Test
    void aProgramIsToldTheSame() {
        ParameterReader.decimal("p", 0, 2).require(2.0);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ParameterReader.decimal("p", 0, 2).require(-1.0))
                .withMessage("p is '-1', but it has to be a number from 0 to 2.");
    }
}
