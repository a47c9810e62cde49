package dev.brickhouse.mojo;

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
 * Gets what a goal needs at run time as a Maven artifact, so that mirrors, offline mode and checksums are the user's
 * own.
 */
record ArtifactResolver(
        RepositorySystem repositories, RepositorySystemSession session, List<RemoteRepository> remotes) {

    ArtifactResolver {
        remotes = List.copyOf(remotes);
    }

    /**
     * Finds a jar in the local repository, or downloads it.
     *
     * @param what what it is, for the message
     * @param versionProperty the parameter that decides on the version
     * @param otherwise what can be done without it, for the end of the message
     * @throws EnvironmentException if it cannot be resolved
     */
    Path jar(String group, String artifactId, String version, String what, String versionProperty, String otherwise) {
        DefaultArtifact artifact = new DefaultArtifact(group, artifactId, "jar", version);
        try {
            return repositories
                    .resolveArtifact(session, new ArtifactRequest(artifact, remotes, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw new EnvironmentException(
                    what + " could not be resolved as the Maven artifact " + artifact + "; check the version in "
                            + versionProperty
                            + (session.isOffline() ? ", run once without --offline" : " and your repository mirrors")
                            + ", or " + otherwise + ".",
                    e);
        }
    }
}
