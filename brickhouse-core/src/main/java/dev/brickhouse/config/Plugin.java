package dev.brickhouse.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the plugin calls itself. */
public final class Plugin {

    /** Its sessions' application_name begins with this; its directory in the user's cache has this name. */
    public static final String NAME = "brickhouse-maven-plugin";

    /** The version of its core. */
    public static final String VERSION = version();

    private Plugin() {}

    private static String version() {
        try (InputStream stream = Plugin.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("The version cannot be read", e);
        }
    }
}
