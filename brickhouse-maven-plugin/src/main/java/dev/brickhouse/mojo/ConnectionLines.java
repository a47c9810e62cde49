package dev.brickhouse.mojo;

import dev.brickhouse.connection.ConnectionInfo;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ServerKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;

/** How a user gets at the database, for the end of a log. */
final class ConnectionLines {

    private ConnectionLines() {}

    static List<String> of(Database database, StartedServer started, MojoExecution execution) {
        ConnectionInfo connection = database.connectionInfo();
        List<String> lines = new ArrayList<>();
        boolean stops = database.kind() == ServerKind.EMBEDDED
                && !database.keepsRunning()
                && !started.isHeld()
                && !execution.getGoal().equals("run");
        // an address at which nothing will answer is of no use
        String address = stops ? "" : " on " + connection.address();
        lines.add("The database is " + connection.database() + address + ", schema "
                + database.schema().name() + ", views in " + database.schema().analytics());
        if (stops) {
            lines.add("The embedded server stops with this goal and keeps its data; start it again with: mvn "
                    + execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":run");
            return lines;
        }
        lines.add("  psql: " + connection.psqlCommand());
        lines.add("  JDBC: " + connection.jdbcUrl());
        if (database.keepsRunning()) {
            lines.add("The embedded server runs on until the goal stop, also when this build has ended");
        } else if (started.isHeld()) {
            lines.add("The embedded server runs on until the goal stop, or else the end of this build");
        }
        return lines;
    }
}
