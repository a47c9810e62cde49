package dev.brickhouse.server;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Looks a setting up in all its sources: -D, the POM, settings.xml, the environment, the .env file, the default. */
final class SettingSources {

    private static final Map<String, String> ENVIRONMENT_NAMES = Map.of(
            PropertyNames.HOST, PropertyNames.ENV_HOST,
            PropertyNames.PORT, PropertyNames.ENV_PORT,
            PropertyNames.DATABASE, PropertyNames.ENV_DATABASE,
            PropertyNames.SCHEMA, PropertyNames.ENV_SCHEMA,
            PropertyNames.USER, PropertyNames.ENV_USER,
            PropertyNames.PASSWORD, PropertyNames.ENV_PASSWORD,
            PropertyNames.GRANT_SERVICE_PASSWORD, PropertyNames.ENV_SERVICE_PASSWORD,
            PropertyNames.GRANT_ANALYTICS_PASSWORD, PropertyNames.ENV_ANALYTICS_PASSWORD);

    private final ServerRequest request;
    private final Map<String, String> envFile;

    SettingSources(ServerRequest request) {
        this.request = request;
        this.envFile = readEnvFile(request.envFile(), request.envFileMustExist());
    }

    /** @param otherwise the default, or null if there is none */
    Setting find(String property, String otherwise) {
        ServerRequest.Given given = request.given().get(property);
        if (given != null) {
            return new Setting(property, given.value(), given.source(), true);
        }
        String fromSettings = request.settingsServer().get(property);
        if (fromSettings != null) {
            return new Setting(property, fromSettings, "settings.xml server '" + request.serverId() + "'", true);
        }
        String variable = ENVIRONMENT_NAMES.get(property);
        if (variable != null) {
            String fromEnvironment = request.environment().get(variable);
            if (fromEnvironment != null && !fromEnvironment.isBlank()) {
                return new Setting(property, fromEnvironment, "environment variable " + variable, true);
            }
            String fromFile = envFile.get(variable);
            if (fromFile != null && !fromFile.isBlank()) {
                return new Setting(property, fromFile, variable + " in " + request.envFile(), true);
            }
        }
        return new Setting(property, otherwise, "default", false);
    }

    private static Map<String, String> readEnvFile(Path file, boolean mustExist) {
        if (file == null || !mustExist && Files.notExists(file)) {
            return Map.of();
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ConfigurationException("The file " + file + " cannot be read; correct " + PropertyNames.ENV_FILE
                    + ", or make it a file that you may read.");
        }
        try {
            Dotenv dotenv = Dotenv.configure()
                    .directory(file.toAbsolutePath().getParent().toString())
                    .filename(file.getFileName().toString())
                    .load();
            Map<String, String> entries = new HashMap<>();
            for (DotenvEntry entry : dotenv.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                entries.put(entry.getKey(), entry.getValue());
            }
            return entries;
        } catch (DotenvException e) {
            // the library's message quotes the line, which may hold the password
            throw new ConfigurationException("The file " + file
                    + " is not a valid .env file; every line has to be NAME=value or a comment that begins with #.");
        }
    }
}
