package dev.brickhouse.config;

import dev.brickhouse.resource.Resources;

/** What the plugin calls itself. */
public final class Plugin {

    /** Its sessions' application_name begins with this; its directory in the user's cache has this name. */
    public static final String NAME = "brickhouse-maven-plugin";

    /** The version of its core. */
    public static final String VERSION =
            Resources.properties(Plugin.class, "version.properties").getProperty("version");

    private Plugin() {}
}
