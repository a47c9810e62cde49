package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
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
        boolean stops = database.kind() == ServerKind.EMBEDDED
                && !database.keepsRunning()
                && !started
                && !execution.getGoal().equals("run");
        if (stops) {
            // an address at which nothing will answer is of no use
            return List.of(
                    "The database is " + connection.database() + schemas,
                    "The embedded server stops with this build and keeps its data; start it again with: mvn "
                            + goal(execution, "run"));
        }
        return running(connection, schemas, database.keepsRunning(), started);
    }

    /** As {@link #of}, for a database that was copied as a whole, whose server only runs if it is held. */
    static List<String> ofCopy(ResolvedDatabase plan, Optional<ServerHandle> held, MojoExecution execution) {
        String schemas = schemas(plan.schema());
        return held.map(server -> running(server.connectionInfo(), schemas, server.keepsRunning(), true))
                .orElseGet(() -> List.of(
                        "The database is " + plan.database() + " in "
                                + plan.embedded().dataDirectory() + schemas,
                        "Its embedded server does not run; start it with: mvn " + goal(execution, "run")));
    }

    /** For clones of a database: how to connect to the first, or how to start its server if that has stopped. */
    static List<String> ofClones(List<ConnectionInfo> clones, boolean answers, MojoExecution execution) {
        if (clones.isEmpty()) {
            return List.of();
        }
        ConnectionInfo first = clones.get(0);
        return answers
                ? addresses(first)
                : List.of("The embedded server does not run; to use " + first.database() + ", start it with: mvn "
                        + goal(execution, "run") + " -D" + PropertyNames.EMBEDDED_DATABASE + "=" + first.database());
    }

    private static List<String> addresses(ConnectionInfo connection) {
        return List.of("  psql: " + connection.psqlCommand(), "  JDBC: " + connection.jdbcUrl());
    }

    private static String schemas(RetailSchema schema) {
        return ", schema " + schema.name() + ", views in " + schema.analytics();
    }

    private static List<String> running(
            ConnectionInfo connection, String schemas, boolean keepsRunning, boolean started) {
        List<String> lines = new ArrayList<>();
        lines.add("The database is " + connection.database() + " on " + connection.address() + schemas);
        lines.addAll(addresses(connection));
        if (keepsRunning || started) {
            lines.add("The embedded server " + until(keepsRunning));
        }
        return lines;
    }

    /** How long a server runs that the goal start has started. */
    static String until(boolean keepsRunning) {
        return "keeps running until brickhouse:stop"
                + (keepsRunning ? ", even after this build" : " or the end of this build");
    }

    private static String goal(MojoExecution execution, String goal) {
        return execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":" + goal;
    }
}
