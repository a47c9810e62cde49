package dev.brickhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginTest {

    @Test
    void theBuildHasWrittenTheVersionDown() {
        assertThat(Plugin.VERSION).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
