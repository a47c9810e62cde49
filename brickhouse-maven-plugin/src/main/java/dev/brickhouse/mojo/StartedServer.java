package dev.brickhouse.mojo;

import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.DatabaseSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.project.MavenProject;

/**
 * What an execution of the goal start leaves for the goals after it in the same project: properties for other plugins, and
 * the server itself for those of this plugin.
 *
 * <p>The exported properties have the names of this plugin's own parameters unless another prefix is set. The goals after
 * start have to know that nobody named a server by them.
 */
final class StartedServer {

    /** The prefix of the exported properties unless another is set. */
    static final String DEFAULT_PREFIX = "brickhouse";

    private static final String KEY = StartedServer.class.getName() + " ";
    private static final StartedServer NONE = new StartedServer(null, 0, Map.of());

    private final ServerHandle held;
    private final int clones;
    private final Map<String, String> exported;

    /**
     * @param held the embedded server; null if the user's own is used
     * @param clones how many clones of the database there are to be
     * @param exported the properties that start has set
     */
    private StartedServer(ServerHandle held, int clones, Map<String, String> exported) {
        this.held = held;
        this.clones = clones;
        this.exported = Map.copyOf(exported);
    }

    /**
     * The server that goals use if they are not told which: the one with the default prefix, or else the first.
     *
     * @param pluginContext Maven's store for one plugin in one project
     */
    static StartedServer in(Map<?, ?> pluginContext) {
        StartedServer usual = in(pluginContext, DEFAULT_PREFIX);
        return usual != NONE ? usual : all(pluginContext).stream().findFirst().orElse(NONE);
    }

    /** The server whose properties have the prefix. */
    static StartedServer in(Map<?, ?> pluginContext, String prefix) {
        return pluginContext != null && pluginContext.get(KEY + prefix) instanceof StartedServer started
                ? started
                : NONE;
    }

    /** Every server that start has started in the project and stop has not ended, in the order of their prefixes. */
    static List<StartedServer> all(Map<?, ?> pluginContext) {
        return pluginContext == null
                ? List.of()
                : pluginContext.entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof StartedServer)
                        .sorted((one, other) ->
                                one.getKey().toString().compareTo(other.getKey().toString()))
                        .map(entry -> (StartedServer) entry.getValue())
                        .toList();
    }

    /** The names of all properties that start has exported in the project. */
    static Set<String> exportedNames(Map<?, ?> pluginContext) {
        return all(pluginContext).stream()
                .flatMap(started -> started.exported.keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Exports where an embedded server and its clones are, over whatever the properties were. */
    static StartedServer embedded(ServerHandle held, String prefix, int clones, MavenProject project) {
        Map<String, String> properties = describe(held.connectionInfo(), prefix, clones);
        properties.put(named(PropertyNames.PASSWORD, prefix), "");
        properties.forEach(project.getProperties()::setProperty);
        return new StartedServer(held, clones, properties);
    }

    /** Exports where the user's own server is, without a word on the password, and leaves alone what is set already. */
    static StartedServer external(
            ConnectionInfo connection, String prefix, int clones, MavenProject project, Properties commandLine) {
        Map<String, String> properties = describe(connection, prefix, clones);
        properties
                .keySet()
                .removeIf(name -> project.getProperties().containsKey(name) || commandLine.containsKey(name));
        properties.forEach(project.getProperties()::setProperty);
        return new StartedServer(null, clones, properties);
    }

    private static Map<String, String> describe(ConnectionInfo connection, String prefix, int clones) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(named(PropertyNames.URL, prefix), connection.jdbcUrl());
        properties.put(named(PropertyNames.HOST, prefix), connection.host());
        properties.put(named(PropertyNames.PORT, prefix), Integer.toString(connection.port()));
        properties.put(named(PropertyNames.DATABASE, prefix), connection.database());
        properties.put(named(PropertyNames.USER, prefix), connection.user());
        int number = 1;
        for (ConnectionInfo clone : CloneSet.numbered(connection, clones)) {
            properties.put(prefix + ".cloneUrl." + number, clone.jdbcUrl());
            properties.put(prefix + ".cloneDatabase." + number, clone.database());
            number++;
        }
        return properties;
    }

    private static String named(String property, String prefix) {
        return prefix + "." + property.substring(PropertyNames.PREFIX.length());
    }

    @SuppressWarnings("unchecked")
    void leaveIn(Map<?, ?> pluginContext, String prefix) {
        ((Map<String, Object>) pluginContext).put(KEY + prefix, this);
    }

    /** Takes everything back and stops the server unless somebody else uses it. */
    void end(Map<?, ?> pluginContext, MavenProject project) {
        pluginContext.values().removeIf(this::equals);
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

    /** How many clones of the database start has exported. */
    int clones() {
        return clones;
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
            request.earlierGoal(
                    PropertyNames.WAL_LEVEL,
                    "start",
                    held.server().settings().walLevel().label());
            request.earlierGoal(
                    PropertyNames.EMBEDDED_DATABASE,
                    "start",
                    held.connectionInfo().database());
            request.earlierGoal(
                    PropertyNames.EMBEDDED_USER, "start", held.connectionInfo().user());
        }
    }
}
