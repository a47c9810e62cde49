package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresVersionTest {

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyMajorVersionHasItsBinaries(int major) {
        PostgresVersion version = PostgresVersion.of(" " + major);

        assertThat(version.full()).matches(major + "\\.\\d+\\.\\d+");
        assertThat(version.major()).isEqualTo(major);
    }

    @Test
    void aFullVersionStays() {
        assertThat(PostgresVersion.of("16.2.0").full()).isEqualTo("16.2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13", "latest", "18.", "9.6.24", "1.2.3", "../18.6.0", "18.6.0-1"})
    void anythingElseIsRefused(String version) {
        assertThatThrownBy(() -> PostgresVersion.of(version))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.postgresVersion is '" + version
                        + "', but it has to be one of 14, 15, 16, 17, 18, or a full version such as 18.");
    }
}
