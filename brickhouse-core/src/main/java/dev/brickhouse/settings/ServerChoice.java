package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.util.List;

/** Chooses between an embedded server and one of the user's own, and says in the log why. */
final class ServerChoice {

    /** The properties that name a server by being set. */
    static final List<String> NAMING = List.of(
            PropertyNames.URL, PropertyNames.HOST, PropertyNames.PORT, PropertyNames.DATABASE, PropertyNames.SERVER_ID);

    private final DatabaseSettings settings;
    private final SettingSources sources;
    private final Console console;

    ServerChoice(DatabaseSettings settings, SettingSources sources, Console console) {
        this.settings = settings;
        this.sources = sources;
        this.console = console;
    }

    /** @throws ConfigurationException if it is to be embedded, and the user has named a server nevertheless */
    ServerKind kind() {
        Setting server = sources.find(PropertyNames.SERVER, null);
        List<Setting> naming = NAMING.stream()
                .map(property -> sources.find(property, null))
                .filter(Setting::given)
                .toList();
        if (!server.given()) {
            ServerKind kind = naming.isEmpty() ? ServerKind.EMBEDDED : ServerKind.EXTERNAL;
            console.info(
                    naming.isEmpty()
                            ? "Using the embedded PostgreSQL, since no server is configured"
                            : "Using an external PostgreSQL, since "
                                    + naming.get(0).property() + " is set by "
                                    + naming.get(0).source());
            return kind;
        }
        ServerKind kind = ParameterReader.option(PropertyNames.SERVER, ServerKind.class)
                .readFrom(server.source(), server.value());
        if (kind == ServerKind.EMBEDDED) {
            for (Setting setting : naming) {
                // a server that only the environment names is meant for something else
                if (settings.given().containsKey(setting.property())) {
                    throw new ConfigurationException(PropertyNames.SERVER + " is embedded, but " + setting.property()
                            + " names a server (" + setting.source() + "); leave out one of the two.");
                }
            }
        }
        console.info("Using " + (kind == ServerKind.EMBEDDED ? "the embedded" : "an external") + " PostgreSQL, as "
                + server.source() + " says");
        return kind;
    }
}
