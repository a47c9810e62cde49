package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.embedded.EmbeddedBinaries;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that may say which database a goal works on, from every source, not yet resolved. Immutable.
 */
public final class DatabaseSettings {

    record Given(String value, String source) {}

    private static final List<String> NAMING = List.of(
            PropertyNames.SERVER,
            PropertyNames.SERVER_ID,
            PropertyNames.URL,
            PropertyNames.HOST,
            PropertyNames.PORT,
            PropertyNames.DATABASE);

    private final Map<String, Given> given;
    private final Set<String> implied;
    private final String serverId;
    private final Map<String, String> settingsServer;
    private final Map<String, String> environment;
    private final Path envFile;
    private final boolean envFileMustExist;
    private final Path embeddedDirectory;
    private final EmbeddedBinaries binaries;

    private DatabaseSettings(Builder builder) {
        given = Map.copyOf(builder.given);
        implied = Set.copyOf(builder.implied);
        serverId = builder.serverId;
        settingsServer = Map.copyOf(builder.settingsServer);
        environment = Map.copyOf(builder.environment);
        envFile = builder.envFile;
        envFileMustExist = builder.envFileMustExist;
        embeddedDirectory = Objects.requireNonNull(builder.embeddedDirectory);
        binaries = Objects.requireNonNull(builder.binaries);
    }

    public static Builder builder() {
        return new Builder();
    }

    Map<String, Given> given() {
        return given;
    }

    /** The properties whose values another goal has given, so that they are no news to the user. */
    Set<String> implied() {
        return implied;
    }

    String serverId() {
        return serverId;
    }

    Map<String, String> settingsServer() {
        return settingsServer;
    }

    Map<String, String> environment() {
        return environment;
    }

    Path envFile() {
        return envFile;
    }

    boolean envFileMustExist() {
        return envFileMustExist;
    }

    Path embeddedDirectory() {
        return embeddedDirectory;
    }

    EmbeddedBinaries binaries() {
        return binaries;
    }

    /** Collects a request. */
    public static final class Builder {

        private final Map<String, Given> given = new LinkedHashMap<>();
        private final Set<String> implied = new HashSet<>();
        private final Map<String, String> settingsServer = new HashMap<>();
        private String serverId;
        private Map<String, String> environment = Map.of();
        private Path envFile;
        private boolean envFileMustExist;
        private Path embeddedDirectory;
        private EmbeddedBinaries binaries;

        private Builder() {}

        /**
         * A value from the command line or the POM; null and blank ones were not given.
         *
         * @param property one of {@link PropertyNames}
         * @param source where it stands, for the log
         */
        public Builder given(String property, String value, String source) {
            if (value != null && !value.isBlank()) {
                given.put(property, new Given(value, source));
            }
            return this;
        }

        /** A value that another goal has settled, unless the user gave this one another. */
        public Builder implied(String property, String value, String source) {
            if (!given.containsKey(property)) {
                implied.add(property);
                given(property, value, source);
            }
            return this;
        }

        /** Whether a value that was given says which server is meant. */
        public boolean namesServer() {
            return NAMING.stream().anyMatch(given::containsKey);
        }

        /** The credentials of a server in settings.xml, decrypted; either may be null. */
        public Builder settingsServer(String id, String user, String password) {
            serverId = id;
            if (user != null && !user.isBlank()) {
                settingsServer.put(PropertyNames.USER, user);
            }
            if (password != null && !password.isEmpty()) {
                settingsServer.put(PropertyNames.PASSWORD, password);
            }
            return this;
        }

        /** A further secret that a server in settings.xml holds, decrypted; may be null. */
        public Builder settingsSecret(String id, String property, String secret) {
            serverId = id;
            if (secret != null && !secret.isEmpty()) {
                settingsServer.put(property, secret);
            }
            return this;
        }

        /** The environment variables. */
        public Builder environment(Map<String, String> variables) {
            environment = variables;
            return this;
        }

        /** The file with further environment variables, and whether it is an error if it is missing. */
        public Builder envFile(Path file, boolean mustExist) {
            envFile = file;
            envFileMustExist = mustExist;
            return this;
        }

        /** Where an embedded server keeps its data, in a directory for each major version. */
        public Builder embeddedDirectory(Path directory) {
            embeddedDirectory = directory;
            return this;
        }

        /** Where an embedded server's binaries come from. */
        public Builder binaries(EmbeddedBinaries source) {
            binaries = source;
            return this;
        }

        public DatabaseSettings build() {
            return new DatabaseSettings(this);
        }
    }
}
