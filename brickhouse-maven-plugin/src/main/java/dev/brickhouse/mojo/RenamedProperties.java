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

/** The properties that have a new name: the old one still works, with a warning. */
final class RenamedProperties {

    private static final Map<String, String> NEW_BY_OLD_NAME = new TreeMap<>(Map.of(
            "brickhouse.dryRun", PropertyNames.SEED_DRY_RUN,
            "brickhouse.keepRunning", PropertyNames.START_KEEP_RUNNING,
            "brickhouse.refresh.concurrently", PropertyNames.REFRESH_ANALYTICS_CONCURRENTLY));

    private final MavenSession session;
    private final MavenProject project;

    RenamedProperties(MavenSession session, MavenProject project) {
        this.session = session;
        this.project = project;
    }

    static Set<String> oldNames() {
        return NEW_BY_OLD_NAME.keySet();
    }

    /** The name of a property, and its old name if it has one. */
    static Stream<String> names(String property) {
        return Stream.concat(
                Stream.of(property),
                oldNames().stream().filter(old -> NEW_BY_OLD_NAME.get(old).equals(property)));
    }

    /** The old name of a property, if it has a value. */
    Optional<String> oldNameInUse(String property) {
        return names(property).skip(1).filter(old -> value(old) != null).findFirst();
    }

    /**
     * Warns once a build of old names.
     *
     * @throws ConfigurationException if an old name and its new one have different values
     */
    void check(Log log) {
        NEW_BY_OLD_NAME.forEach((oldName, newName) -> {
            String value = value(oldName);
            String newValue = value(newName);
            if (value != null && newValue != null && !newValue.equals(value)) {
                throw new ConfigurationException(newName + " is '" + newValue + "', but " + oldName
                        + ", its old name, is '" + value + "'; remove " + oldName + ".");
            }
            if (value != null && session.getRepositorySession().getData().set(getClass() + oldName, null, true)) {
                log.warn(oldName + " is now called " + newName + "; the old name will go in a later version.");
            }
        });
    }

    /** The value of a property where Maven looks for it: -D, MAVEN_OPTS, the POM; null if there is none. */
    String value(String name) {
        return Stream.of(session.getUserProperties(), session.getSystemProperties(), project.getProperties())
                .map(properties -> properties.getProperty(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
