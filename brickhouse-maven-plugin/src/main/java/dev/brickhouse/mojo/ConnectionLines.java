package dev.brickhouse.mojo;

import dev.brickhouse.connection.ConnectionInfo;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ResolvedDatabase;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.connection.ServerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;

/** How a user gets at the database, for the end of a log. */
final class ConnectionLines {

    private ConnectionLines() {}

    static List<String> of(Database database, boolean started, MojoExecution execution) {
        ConnectionInfo connection = database.connectionInfo();
        List<String> lines = new ArrayList<>();
        boolean stops = database.kind() == ServerKind.EMBEDDED
                && !database.keepsRunning()
                && !started
                && !execution.getGoal().equals("run");
        // an address at which nothing will answer is of no use
        String address = stops ? "" : " on " + connection.address();
        lines.add("The database is " + connection.database() + address + ", schema "
                + database.schema().name() + ", views in " + database.schema().analytics());
        if (stops) {
            lines.add("The embedded server stops with this build and keeps its data; start it again with: mvn "
                    + goal(execution, "run"));
            return lines;
        }
        lines.add("  psql: " + connection.psqlCommand());
        lines.add("  JDBC: " + connection.jdbcUrl());
        if (database.keepsRunning()) {
            lines.add("The embedded server runs on until the goal stop, also when this build has ended");
        } else if (started) {
            lines.add("The embedded server runs on until the goal stop, or else the end of this build");
        }
        return lines;
    }

    /** As {@link #of}, for a database that was copied as a whole, whose server only runs if it is held. */
    static List<String> ofCopy(ResolvedDatabase plan, Optional<ServerHandle> held, MojoExecution execution) {
        String schemas = ", schema " + plan.schema().name() + ", views in "
                + plan.schema().analytics();
        if (held.isEmpty()) {
            return List.of(
                    "The database is " + plan.database() + " in "
                            + plan.embedded().dataDirectory() + schemas,
                    "Its embedded server does not run; start it with: mvn " + goal(execution, "run"));
        }
        ConnectionInfo connection = held.get().connectionInfo();
        return List.of(
                "The database is " + connection.database() + " on " + connection.address() + schemas,
                "  psql: " + connection.psqlCommand(),
                "  JDBC: " + connection.jdbcUrl(),
                held.get().keepsRunning()
                        ? "The embedded server runs on until the goal stop, also when this build has ended"
                        : "The embedded server runs on until the goal stop, or else the end of this build");
    }

    private static String goal(MojoExecution execution, String goal) {
        return execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":" + goal;
    }
}
