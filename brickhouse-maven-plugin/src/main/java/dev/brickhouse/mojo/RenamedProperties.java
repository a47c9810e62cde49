package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** The parameters that have a new name: the old one still works, with a warning. */
final class RenamedProperties {

    private static final Map<String, String> NEW_BY_OLD_NAME = new TreeMap<>(Map.of(
            "brickhouse.dryRun", PropertyNames.SEED_DRY_RUN,
            "brickhouse.keepRunning", PropertyNames.START_KEEP_RUNNING,
            "brickhouse.maintain.refresh", PropertyNames.MAINTAIN_REFRESH_ANALYTICS,
            "brickhouse.refresh.concurrently", PropertyNames.REFRESH_ANALYTICS_CONCURRENTLY,
            "brickhouse.simulate.patience", PropertyNames.SIMULATE_RECONNECT_TIMEOUT));

    private final MavenSession session;
    private final MavenProject project;

    RenamedProperties(MavenSession session, MavenProject project) {
        this.session = session;
        this.project = project;
    }

    static Set<String> oldNames() {
        return NEW_BY_OLD_NAME.keySet();
    }

    static Optional<String> oldNameOf(String property) {
        return oldNames().stream()
                .filter(old -> NEW_BY_OLD_NAME.get(old).equals(property))
                .findFirst();
    }

    /**
     * Warns once a build of old names.
     *
     * @throws ConfigurationException if an old name and its new one have different values
     */
    void warnOfOldNames(Log log) {
        NEW_BY_OLD_NAME.forEach((oldName, newName) -> value(oldName).ifPresent(value -> {
            value(newName).filter(other -> !other.equals(value)).ifPresent(other -> {
                throw new ConfigurationException(newName + " is '" + other + "', but " + oldName
                        + ", its old name, is '" + value + "'; remove " + oldName + ".");
            });
            if (session.getRepositorySession().getData().set(getClass() + oldName, null, true)) {
                log.warn(oldName + " is now called " + newName + "; the old name will go in a later version.");
            }
        }));
    }

    /** Warns once a build of an element of the POM's configuration that has its old name. */
    void warnOfOldElement(String oldName, String newName, Log log) {
        if (session.getRepositorySession().getData().set(getClass() + "<" + oldName + ">", null, true)) {
            log.warn("<" + oldName + "> is now called <" + newName + ">; the old name will go in a later version.");
        }
    }

    /** The value of a property where Maven looks for it: -D, MAVEN_OPTS, the POM. */
    Optional<String> value(String name) {
        return Stream.of(session.getUserProperties(), session.getSystemProperties(), project.getProperties())
                .map(properties -> properties.getProperty(name))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
