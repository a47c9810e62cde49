package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.export.DuckDbJar;
import dev.brickhouse.problem.EnvironmentException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Gets DuckDB as a Maven artifact when it is needed, so that mirrors, offline mode and checksums are the user's own.
 */
final class RepositoryDuckDb implements DuckDbJar {

    private final RepositorySystem repositories;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> remotes;
    private final String version;

    RepositoryDuckDb(
            RepositorySystem repositories,
            RepositorySystemSession session,
            List<RemoteRepository> remotes,
            String version) {
        this.repositories = repositories;
        this.session = session;
        this.remotes = List.copyOf(remotes);
        this.version = version;
    }

    @Override
    public Path file() {
        DefaultArtifact artifact = new DefaultArtifact("org.duckdb", "duckdb_jdbc", "jar", version);
        try {
            return repositories
                    .resolveArtifact(session, new ArtifactRequest(artifact, remotes, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new EnvironmentException(
                    "DuckDB, which writes Parquet and reads files back, could not be resolved as the Maven artifact "
                            + artifact + "; check the version in " + PropertyNames.EXPORT_DUCKDB_VERSION
                            + (session.isOffline() ? ", run once without --offline" : " and your repository mirrors")
                            + ", or do without it by " + PropertyNames.EXPORT_FORMAT + "=csv or ndjson and "
                            + PropertyNames.EXPORT_VERIFY + "=false.",
                    e);
        }
    }
}
