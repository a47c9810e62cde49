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
        lines.add("The database is " + connection.database() + " on " + connection.address() + ", schema "
                + database.schema().name() + ", views in " + database.schema().analytics());
        lines.add("  psql: " + connection.psqlCommand());
        lines.add("  JDBC: " + connection.jdbcUrl());
        if (database.keepsRunning()) {
            lines.add("The embedded server runs on until the goal stop, also when this build has ended");
        } else if (started.isHeld()) {
            lines.add("The embedded server runs on until the goal stop, or else the end of this build");
        } else if (database.kind() == ServerKind.EMBEDDED
                && !execution.getGoal().equals("run")) {
            lines.add("The embedded server stops with this goal and keeps its data; start it again with: mvn "
                    + execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion() + ":run");
        }
        return lines;
    }
}
