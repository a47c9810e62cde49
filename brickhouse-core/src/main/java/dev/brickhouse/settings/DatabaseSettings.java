package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.embedded.EmbeddedBinaries;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Everything that can say which database a goal works on, from every source, not yet resolved. Immutable. */
public final class DatabaseSettings {

    private final Map<String, Setting> given;
    private final String serverId;
    private final Map<String, String> settingsServer;
    private final Map<String, String> environment;
    private final Path envFile;
    private final boolean envFileMustExist;
    private final Path embeddedDirectory;
    private final EmbeddedBinaries binaries;

    private DatabaseSettings(Builder builder) {
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

    /** What the command line, the POM and earlier goals say, by property. */
    Map<String, Setting> given() {
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

    /** Collects what the sources say. */
    public static final class Builder {

        private final Map<String, Setting> given = new LinkedHashMap<>();
        private final Map<String, String> settingsServer = new HashMap<>();
        private String serverId;
        private Map<String, String> environment = Map.of();
        private Path envFile;
        private boolean envFileMustExist;
        private Path embeddedDirectory;
        private EmbeddedBinaries binaries;

        private Builder() {}

        /**
         * A value that was given by -D; null and blank mean that none was.
         *
         * @param property one of {@link PropertyNames}
         */
        public Builder commandLine(String property, String value) {
            return given(property, value, "-D" + property, SettingOrigin.COMMAND_LINE);
        }

        /** As {@link #commandLine}, for a value from the POM. */
        public Builder pom(String property, String parameter, String value) {
            return given(property, value, "POM <" + parameter + ">", SettingOrigin.POM);
        }

        /** As {@link #commandLine}, for a value that a program or a test has set. */
        public Builder program(String property, String value) {
            return given(property, value, "the program", SettingOrigin.COMMAND_LINE);
        }

        /** A value that a goal before this one has settled; whatever the user has given here wins. */
        public Builder earlierGoal(String property, String goal, String value) {
            return given.containsKey(property)
                    ? this
                    : given(property, value, "the goal " + goal, SettingOrigin.EARLIER_GOAL);
        }

        private Builder given(String property, String value, String source, SettingOrigin origin) {
            if (value != null && !value.isBlank()) {
                given.put(property, new Setting(property, value, source, origin));
            }
            return this;
        }

        /** Whether the command line, the POM or an earlier goal says which server is meant. */
        public boolean namesServer() {
            return given.containsKey(PropertyNames.SERVER)
                    || ServerChoice.NAMING.stream().anyMatch(given::containsKey);
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
