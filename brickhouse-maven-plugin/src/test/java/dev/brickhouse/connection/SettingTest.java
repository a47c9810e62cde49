package dev.brickhouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "10", " 7 "})
    void numbersInTheRangeAreTaken(String value) {
        assertThat(setting(value).number(1, 10)).hasValue(Integer.parseInt(value.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-5", "5.0", "five", "0x5", "99999999999", ""})
    void anythingElseIsNone(String value) {
        assertThat(setting(value).number(1, 10)).isEmpty();
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(setting("hunter2").described(true)).isEqualTo("brickhouse.x = ****** (-D)");
        assertThat(setting("visible").described(false)).isEqualTo("brickhouse.x = visible (-D)");
        assertThat(new Setting("brickhouse.x", null, "default", SettingOrigin.DEFAULT).described(true))
                .isEqualTo("brickhouse.x = none (default)");
    }

    private static Setting setting(String value) {
        return new Setting("brickhouse.x", value, "-D", SettingOrigin.COMMAND_LINE);
    }
}
