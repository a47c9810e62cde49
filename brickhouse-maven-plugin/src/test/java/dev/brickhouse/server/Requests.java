package dev.brickhouse.server;

import java.nio.file.Path;

/** Requests for tests that never start an embedded server. */
final class Requests {

    private Requests() {}

    static ServerRequest.Builder builder() {
        return ServerRequest.builder()
                .embeddedDirectory(Path.of("target", "never-made"))
                .binaries((version, platform) -> {
                    throw new AssertionError("No binaries are needed here");
                });
    }

    static ServerRequest.Builder external() {
        return builder().given("brickhouse.server", "external", "test");
    }
}
