package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The versions of PostgreSQL that the embedded server offers; the root POM names one for each major version. */
final class PostgresVersions {

    static final String DEFAULT = "18";

    private static final Pattern FULL = Pattern.compile("\\d{2}\\.\\d+(\\.\\d+)?");
    private static final Properties BY_MAJOR = read();

    private PostgresVersions() {}

    /** The full version for a major version; a full one stays. */
    static String full(String version) {
        String stripped = version.strip();
        String known = BY_MAJOR.getProperty(stripped);
        if (known != null) {
            return known;
        }
        if (!FULL.matcher(stripped).matches()) {
            throw new ConfigurationException(PropertyNames.POSTGRES_VERSION + " is '" + version
                    + "', but it has to be one of " + String.join(", ", new TreeSet<>(BY_MAJOR.stringPropertyNames()))
                    + ", or a full version such as " + BY_MAJOR.getProperty(DEFAULT) + ".");
        }
        return stripped;
    }

    static int major(String fullVersion) {
        return Integer.parseInt(fullVersion.substring(0, fullVersion.indexOf('.')));
    }

    private static Properties read() {
        try (InputStream stream = PostgresVersions.class.getResourceAsStream("postgresql-versions.properties")) {
            Properties versions = new Properties();
            versions.load(stream);
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException("The list of PostgreSQL versions cannot be read", e);
        }
    }
}
