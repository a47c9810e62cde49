package dev.brickhouse.embedded;

import java.nio.file.Path;

/** Gets the archive with PostgreSQL's binaries; where from is the implementation's affair. */
@FunctionalInterface
public interface EmbeddedBinaries {

    /**
     * @param postgresVersion a full version such as 18.6.0
     * @param platform the platform as the archives name it, such as linux-amd64 or darwin-arm64v8
     * @return a jar that holds the compressed binaries
     * @throws dev.brickhouse.problem.BrickhouseException if there is none
     */
    Path archive(String postgresVersion, String platform);
}
