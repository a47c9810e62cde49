package dev.brickhouse.embedded;

import java.nio.file.Path;

/** Where the archives with PostgreSQL's programs come from. */
@FunctionalInterface
public interface EmbeddedBinaries {

    /**
     * @param postgresVersion a full version such as 18.6.0
     * @param platform the platform as the archives name it, such as linux-amd64 or darwin-arm64v8
     * @return a jar that holds the compressed programs
     * @throws dev.brickhouse.problem.BrickhouseException if there is none
     */
    Path archive(String postgresVersion, String platform);
}
