package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionInfo;
import dev.brickhouse.connection.DatabaseSettings;
import dev.brickhouse.connection.ServerHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.project.MavenProject;

/**
 * What the goal start leaves for the goals after it in the same project: properties for other plugins, and the server
 * itself for those of this plugin.
 *
 * <p>The exported properties have the names of this plugin's own parameters. The goals after start have to know that
 * nobody named a server by them.
 */
final class StartedServer {

    private static final String KEY = StartedServer.class.getName();
    private static final StartedServer NONE = new StartedServer(null, Map.of());

    private final ServerHandle held;
    private final Map<String, String> exported;

    /**
     * @param held the embedded server; null if the user's own is used
     * @param exported the properties that start has set
     */
    private StartedServer(ServerHandle held, Map<String, String> exported) {
        this.held = held;
        this.exported = Map.copyOf(exported);
    }

    /** @param pluginContext Maven's store for one plugin in one project */
    static StartedServer in(Map<?, ?> pluginContext) {
        return pluginContext != null && pluginContext.get(KEY) instanceof StartedServer started ? started : NONE;
    }

    /** Exports where an embedded server is, over whatever the properties were. */
    static StartedServer embedded(ServerHandle held, MavenProject project) {
        Map<String, String> properties = describe(held.connectionInfo());
        properties.put(PropertyNames.PASSWORD, "");
        properties.forEach(project.getProperties()::setProperty);
        return new StartedServer(held, properties);
    }

    /** Exports where the user's own server is, without a word on the password, and leaves alone what is set already. */
    static StartedServer external(ConnectionInfo connection, MavenProject project, Properties commandLine) {
        Map<String, String> properties = describe(connection);
        properties
                .keySet()
                .removeIf(name -> project.getProperties().containsKey(name) || commandLine.containsKey(name));
        properties.forEach(project.getProperties()::setProperty);
        return new StartedServer(null, properties);
    }

    private static Map<String, String> describe(ConnectionInfo connection) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(PropertyNames.URL, connection.jdbcUrl());
        properties.put(PropertyNames.HOST, connection.host());
        properties.put(PropertyNames.PORT, Integer.toString(connection.port()));
        properties.put(PropertyNames.DATABASE, connection.database());
        properties.put(PropertyNames.USER, connection.user());
        return properties;
    }

    @SuppressWarnings("unchecked")
    void leaveIn(Map<?, ?> pluginContext) {
        ((Map<String, Object>) pluginContext).put(KEY, this);
    }

    /** Takes everything back and stops the server unless somebody else uses it. */
    void end(Map<?, ?> pluginContext, MavenProject project) {
        pluginContext.remove(KEY);
        exported.forEach(project.getProperties()::remove);
        if (held != null) {
            held.stop();
        }
    }

    boolean isHeld() {
        return held != null;
    }

    ServerHandle held() {
        return held;
    }

    /** Whether a parameter has its value from start's own export. */
    boolean exported(String property, String value) {
        return value != null && value.equals(exported.get(property));
    }

    /** Lets a goal use the started server unless something else says where to go. */
    void giveDefaults(DatabaseSettings.Builder request) {
        if (held != null && !request.namesServer()) {
            request.earlierGoal(PropertyNames.SERVER, "start", "embedded");
            request.earlierGoal(
                    PropertyNames.DATA_DIRECTORY, "start", held.dataDirectory().toString());
            request.earlierGoal(PropertyNames.POSTGRES_VERSION, "start", held.version());
        }
    }
}
