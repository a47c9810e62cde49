package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import org.junit.jupiter.api.Test;

class NumberParameterTest {

    @Test
    void nothingGivenIsNothing() {
        assertThat(NumberParameter.integer("p", null)).isNull();
        assertThat(NumberParameter.whole("p", " ")).isNull();
        assertThat(NumberParameter.decimal("p", "")).isNull();
    }

    @Test
    void numbersAreRead() {
        assertThat(NumberParameter.integer("p", " 12 ")).isEqualTo(12);
        assertThat(NumberParameter.whole("p", "-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(NumberParameter.decimal("p", "1e-2")).isEqualTo(0.01);
    }

    @Test
    void whatIsNoNumberIsOneSentence() {
        assertThatThrownBy(() -> NumberParameter.integer("brickhouse.months", "1.5"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("brickhouse.months is '1.5', but it has to be a whole number.");
        assertThatThrownBy(() -> NumberParameter.decimal("brickhouse.scale", "NaN"))
                .hasMessage("brickhouse.scale is 'NaN', but it has to be a number.");
        assertThatThrownBy(() -> NumberParameter.integer("brickhouse.threads", "2147483648"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.threads is '2147483648', which is larger");
    }
}
