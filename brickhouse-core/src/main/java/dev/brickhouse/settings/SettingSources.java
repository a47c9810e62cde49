package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up a setting in its sources, in this order: -D, the POM, an earlier goal, settings.xml, the environment, the
 * .env file, the default.
 */
final class SettingSources {

    private static final Map<String, String> ENVIRONMENT_NAMES = Map.of(
            PropertyNames.HOST, PropertyNames.ENV_HOST,
            PropertyNames.PORT, PropertyNames.ENV_PORT,
            PropertyNames.DATABASE, PropertyNames.ENV_DATABASE,
            PropertyNames.SCHEMA, PropertyNames.ENV_SCHEMA,
            PropertyNames.USER, PropertyNames.ENV_USER,
            PropertyNames.PASSWORD, PropertyNames.ENV_PASSWORD,
            PropertyNames.PASSWORD_COMMAND, PropertyNames.ENV_PASSWORD_COMMAND,
            PropertyNames.GRANT_SERVICE_PASSWORD, PropertyNames.ENV_SERVICE_PASSWORD,
            PropertyNames.GRANT_ANALYTICS_PASSWORD, PropertyNames.ENV_ANALYTICS_PASSWORD);

    private final DatabaseSettings settings;
    private final EnvFile envFile;

    SettingSources(DatabaseSettings settings) {
        this.settings = settings;
        this.envFile = EnvFile.read(settings.envFile(), settings.envFileMustExist(), settings.environment());
    }

    /** @param defaultValue null if there is none */
    Setting find(String property, String defaultValue) {
        Setting given = settings.given().get(property);
        if (given != null) {
            return given;
        }
        String fromSettings = settings.settingsServer().get(property);
        if (fromSettings != null) {
            return new Setting(
                    property,
                    fromSettings,
                    "settings.xml server '" + settings.serverId() + "'",
                    SettingOrigin.SETTINGS_XML);
        }
        String variable = ENVIRONMENT_NAMES.get(property);
        if (variable != null) {
            String fromEnvironment = settings.environment().get(variable);
            if (fromEnvironment != null && !fromEnvironment.isBlank()) {
                return new Setting(
                        property, fromEnvironment, "environment variable " + variable, SettingOrigin.ENVIRONMENT);
            }
            String fromFile = envFile.find(variable);
            if (fromFile != null && !fromFile.isBlank()) {
                return new Setting(property, fromFile, variable + " in " + settings.envFile(), SettingOrigin.ENV_FILE);
            }
        }
        return new Setting(property, defaultValue, "default", SettingOrigin.DEFAULT);
    }

    /** What the user should know about the sources themselves. */
    Optional<String> warning() {
        return envFile.warning();
    }
}
