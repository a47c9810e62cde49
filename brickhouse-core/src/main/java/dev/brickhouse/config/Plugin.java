package dev.brickhouse.config;

/** What the plugin calls itself. */
public final class Plugin {

    /** Its sessions' application_name begins with this; its directory in the user's cache has this name. */
    public static final String NAME = "brickhouse-maven-plugin";

    private Plugin() {}
}
