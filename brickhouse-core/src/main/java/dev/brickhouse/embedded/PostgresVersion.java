package dev.brickhouse.embedded;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.resource.Resources;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A version of PostgreSQL that the embedded server can have.
 *
 * @param full such as 18.6.0
 */
public record PostgresVersion(String full) {

    public static final String DEFAULT = "18";

    private static final Pattern FULL = Pattern.compile("\\d{2}\\.\\d+(\\.\\d+)?");

    /** One full version for each major version, which the root POM names. */
    private static final Properties BY_MAJOR =
            Resources.properties(PostgresVersion.class, "postgresql-versions.properties");

    /**
     * @param version a major or a full version
     * @throws ConfigurationException if it is neither
     */
    public static PostgresVersion of(String version) {
        String stripped = version.strip();
        String full = BY_MAJOR.getProperty(stripped, stripped);
        if (!FULL.matcher(full).matches()) {
            throw new ConfigurationException(PropertyNames.POSTGRES_VERSION + " is '" + version
                    + "', but it has to be one of " + String.join(", ", new TreeSet<>(BY_MAJOR.stringPropertyNames()))
                    + ", or a full version such as " + BY_MAJOR.getProperty(DEFAULT) + ".");
        }
        return new PostgresVersion(full);
    }

    public int major() {
        return Integer.parseInt(full.substring(0, full.indexOf('.')));
    }
}
