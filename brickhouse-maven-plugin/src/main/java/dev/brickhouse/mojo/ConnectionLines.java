package dev.brickhouse.mojo;

import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.connection.ServerLifetime;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;

/** How a user gets at the database, for the end of a log. */
final class ConnectionLines {

    private ConnectionLines() {}

    static List<String> of(Database database, boolean started, MojoExecution execution) {
        ConnectionInfo connection = database.connectionInfo();
        String schemas = schemas(database.schema());
        ServerLifetime lifetime = database.lifetime();
        if (lifetime == ServerLifetime.THIS_PROCESS
                && !started
                && !execution.getGoal().equals("run")) {
            // an address at which nothing will answer is of no use
            return List.of(
                    "The database is " + connection.database() + schemas,
                    "The embedded server stops with this build and keeps its data; start it again with: mvn "
                            + goal(execution, "run"));
        }
        List<String> lines = running(connection, schemas);
        ending(lifetime, started).ifPresent(lines::add);
        return lines;
    }

    /** As {@link #of}, for a database that was copied as a whole, whose server only runs if it is held. */
    static List<String> ofCopy(ResolvedDatabase plan, Optional<ServerHandle> held, MojoExecution execution) {
        String schemas = schemas(plan.schema());
        return held.map(server -> {
                    List<String> lines = running(server.connectionInfo(), schemas);
                    lines.add("The embedded server " + until(server.keepsRunning(), server.isUsedByOthers()));
                    return lines;
                })
                .orElseGet(() -> List.of(
                        "The database is " + plan.database() + " in "
                                + plan.embedded().dataDirectory() + schemas,
                        "Its embedded server does not run; start it with: mvn " + goal(execution, "run")));
    }

    /** For clones of a database: how to connect to the first, or how to start its server if that stops. */
    static List<String> ofClones(CloneSet.Made clones, boolean started, MojoExecution execution) {
        if (clones.connections().isEmpty()) {
            return List.of();
        }
        ConnectionInfo first = clones.connections().get(0);
        if (clones.lifetime() == ServerLifetime.THIS_PROCESS && !started) {
            return List.of("The embedded server stops with this build; to use " + first.database()
                    + ", start it with: mvn " + goal(execution, "run") + " -D" + PropertyNames.EMBEDDED_DATABASE + "="
                    + first.database());
        }
        List<String> lines = addresses(first);
        ending(clones.lifetime(), started).ifPresent(lines::add);
        return lines;
    }

    private static List<String> addresses(ConnectionInfo connection) {
        return new ArrayList<>(List.of("  psql: " + connection.psqlCommand(), "  JDBC: " + connection.jdbcUrl()));
    }

    private static String schemas(RetailSchema schema) {
        return ", schema " + schema.name() + ", views in " + schema.analytics();
    }

    private static List<String> running(ConnectionInfo connection, String schemas) {
        List<String> lines = addresses(connection);
        lines.add(0, "The database is " + connection.database() + " on " + connection.address() + schemas);
        return lines;
    }

    private static Optional<String> ending(ServerLifetime lifetime, boolean started) {
        if (started || lifetime == ServerLifetime.UNTIL_STOPPED) {
            return Optional.of("The embedded server "
                    + until(lifetime == ServerLifetime.UNTIL_STOPPED, lifetime == ServerLifetime.WHILE_OTHERS_USE_IT));
        }
        return lifetime == ServerLifetime.WHILE_OTHERS_USE_IT
                ? Optional.of("The embedded server runs as long as another build or a client uses it")
                : Optional.empty();
    }

    /** How long a server runs that the goal start has started, or has found running. */
    static String until(boolean keepsRunning, boolean usedByOthers) {
        if (keepsRunning) {
            return "keeps running until brickhouse:stop, even after this build";
        }
        return "keeps running until brickhouse:stop or the end of this build"
                + (usedByOthers ? ", and as long as another build or a client uses it" : "");
    }

    private static String goal(MojoExecution execution, String goal) {
        return execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":" + goal;
    }
}
