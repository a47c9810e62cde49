package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingTest {

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
