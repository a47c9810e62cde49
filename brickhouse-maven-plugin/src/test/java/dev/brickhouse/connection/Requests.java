package dev.brickhouse.connection;

import java.nio.file.Path;

/** Requests for tests that never start an embedded server. */
final class Requests {

    private Requests() {}

    static DatabaseSettings.Builder builder() {
        return DatabaseSettings.builder()
                .embeddedDirectory(Path.of("target", "never-made"))
                .binaries((version, platform) -> {
                    throw new AssertionError("No binaries are needed here");
                });
    }

    static DatabaseSettings.Builder external() {
        return builder().given("brickhouse.server", "external", "test");
    }
}
