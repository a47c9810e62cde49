package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionInfo;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.connection.ResolvedDatabase;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.connection.ServerKind;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts the embedded server for the integration tests of this build and exports the project properties
 * <code>brickhouse.url</code>, <code>brickhouse.host</code>, <code>brickhouse.port</code>,
 * <code>brickhouse.database</code>, <code>brickhouse.user</code> and <code>brickhouse.password</code> (empty) for other
 * plugins. The server runs until the goal <code>stop</code> or the end of Maven, even if it is killed. If an external
 * server is configured, nothing is started and its properties are exported, except for the password.
 *
 * @since 0.1.0
 */
@Mojo(name = "start", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class StartMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.START_SKIP, defaultValue = "false")
    private boolean skipStart;

    /**
     * Keeps the server running after Maven has ended, until the goal <code>stop</code> is run. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.START_KEEP_RUNNING, defaultValue = "false")
    private boolean keepRunning;

    @Override
    boolean skipGoal() {
        return skipStart;
    }

    @Override
    void run() {
        if (started().isHeld()) {
            console()
                    .info("The embedded server was started before and runs on port "
                            + started().held().connectionInfo().port());
            return;
        }
        ResolvedDatabase plan = plan();
        StartedServer started = plan.kind() == ServerKind.EMBEDDED ? embedded(plan) : external(plan);
        started.leaveIn(getPluginContext());
    }

    private StartedServer embedded(ResolvedDatabase plan) {
        ServerHandle held = Databases.hold(plan, keepRunning, console());
        StartedServer started = StartedServer.embedded(held, project());
        ConnectionInfo connection = held.connectionInfo();
        console()
                .info("The embedded server runs on port " + connection.port() + " until the goal stop"
                        + (held.keepsRunning()
                                ? ", also when this build has ended"
                                : ", or else the end of this build"));
        console().info("  psql: " + connection.psqlCommand());
        console().info("  JDBC: " + connection.jdbcUrl() + ", user " + connection.user() + ", no password");
        return started;
    }

    private StartedServer external(ResolvedDatabase plan) {
        try (Database database = open(plan, ConnectionNeed.of(1))) {
            console()
                    .info("Nothing to start: the server at "
                            + database.connectionInfo().address() + " answers");
            return StartedServer.external(
                    database.connectionInfo(), project(), session().getUserProperties());
        }
    }
}
