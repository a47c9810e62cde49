package dev.brickhouse.settings;

import dev.brickhouse.embedded.TestServer;
import java.nio.file.Path;

/** The settings of tests. */
public final class Requests {

    private Requests() {}

    /** Of a test that never starts an embedded server. */
    public static DatabaseSettings.Builder builder() {
        return DatabaseSettings.builder()
                .embeddedDirectory(Path.of("target", "never-made"))
                .binaries((version, platform) -> {
                    throw new AssertionError("No binaries are needed here");
                });
    }

    public static DatabaseSettings.Builder embedded(Path dataDirectory) {
        return builder()
                .commandLine("brickhouse.server", "embedded")
                .commandLine("brickhouse.dataDirectory", dataDirectory.toString())
                .commandLine("brickhouse.postgresVersion", TestServer.postgresVersion())
                .binaries(TestServer.binaries());
    }

    public static DatabaseSettings.Builder external() {
        return builder().commandLine("brickhouse.server", "external");
    }
}
