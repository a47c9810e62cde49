package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-amd64",
        "Linux, amd64, true, linux-amd64-alpine",
        "Linux, aarch64, false, linux-arm64v8",
        "Linux, aarch64, true, linux-arm64v8-alpine",
        "Mac OS X, x86_64, false, darwin-amd64",
        "Mac OS X, aarch64, false, darwin-arm64v8",
        "Windows 11, amd64, false, windows-amd64"
    })
    void namesThePlatformAsTheArchivesDo(String os, String arch, boolean alpine, String platform) {
        assertThat(Platform.of(os, arch, alpine)).isEqualTo(platform);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, aarch64", "Linux, s390x", "FreeBSD, amd64", "SunOS, sparcv9"})
    void saysWhereThereIsNone(String os, String arch) {
        assertThatThrownBy(() -> Platform.of(os, arch, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no embedded PostgreSQL for " + os + " on " + arch
                        + "; name a server of your own with brickhouse.host.");
    }
}
