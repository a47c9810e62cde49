package dev.brickhouse.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that may say which database a goal works on, from every source, not yet resolved. Immutable.
 */
public final class ServerRequest {

    record Given(String value, String source) {}

    private final Map<String, Given> given;
    private final String serverId;
    private final Map<String, String> settingsServer;
    private final Map<String, String> environment;
    private final Path envFile;
    private final boolean envFileMustExist;
    private final Path embeddedDirectory;
    private final EmbeddedBinaries binaries;

    private ServerRequest(Builder builder) {
        given = Map.copyOf(builder.given);
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
         * @param property one of {@link dev.brickhouse.config.PropertyNames}
         * @param source where it stands, for the log
         */
        public Builder given(String property, String value, String source) {
            if (value != null && !value.isBlank()) {
                given.put(property, new Given(value, source));
            }
            return this;
        }

        /** The credentials of a server in settings.xml, decrypted; either may be null. */
        public Builder settingsServer(String id, String user, String password) {
            serverId = id;
            if (user != null && !user.isBlank()) {
                settingsServer.put(dev.brickhouse.config.PropertyNames.USER, user);
            }
            if (password != null && !password.isEmpty()) {
                settingsServer.put(dev.brickhouse.config.PropertyNames.PASSWORD, password);
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

        public ServerRequest build() {
            return new ServerRequest(this);
        }
    }
}
