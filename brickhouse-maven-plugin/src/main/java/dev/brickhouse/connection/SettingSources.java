package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import java.util.Map;
import java.util.Optional;

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

    private final DatabaseSettings request;
    private final EnvFile envFile;

    SettingSources(DatabaseSettings request) {
        this.request = request;
        this.envFile = EnvFile.read(request.envFile(), request.envFileMustExist(), request.environment());
    }

    /** @param otherwise the default, or null if there is none */
    Setting find(String property, String otherwise) {
        Setting given = request.given().get(property);
        if (given != null) {
            return given;
        }
        String fromSettings = request.settingsServer().get(property);
        if (fromSettings != null) {
            return new Setting(
                    property,
                    fromSettings,
                    "settings.xml server '" + request.serverId() + "'",
                    SettingOrigin.SETTINGS_XML);
        }
        String variable = ENVIRONMENT_NAMES.get(property);
        if (variable != null) {
            String fromEnvironment = request.environment().get(variable);
            if (fromEnvironment != null && !fromEnvironment.isBlank()) {
                return new Setting(
                        property, fromEnvironment, "environment variable " + variable, SettingOrigin.ENVIRONMENT);
            }
            String fromFile = envFile.find(variable);
            if (fromFile != null && !fromFile.isBlank()) {
                return new Setting(property, fromFile, variable + " in " + request.envFile(), SettingOrigin.ENV_FILE);
            }
        }
        return new Setting(property, otherwise, "default", SettingOrigin.DEFAULT);
    }

    /** What the user should know of the sources themselves. */
    Optional<String> warning() {
        return envFile.warning();
    }
}
