package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({"30,PT30S", "30s,PT30S", "5m,PT5M", "2 h,PT2H"})
    void readsSecondsAndUnits(String text, Duration expected) {
        assertThat(TimeSpan.parse("p", text)).isEqualTo(expected);
    }

    @Test
    void isNothingIfNothingIsGiven() {
        assertThat(TimeSpan.parse("p", " ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "5d", "soon", "9999999999"})
    void refusesTheRest(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TimeSpan.parse("brickhouse.simulate.duration", text))
                .withMessageStartingWith("brickhouse.simulate.duration is '" + text + "', but");
    }
}
