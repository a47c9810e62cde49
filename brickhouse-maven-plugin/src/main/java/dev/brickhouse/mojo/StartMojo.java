package dev.brickhouse.mojo;

import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts the embedded server for the integration tests of this build and exports the project properties
 * <code>brickhouse.url</code>, <code>brickhouse.host</code>, <code>brickhouse.port</code>,
 * <code>brickhouse.database</code>, <code>brickhouse.user</code> and <code>brickhouse.password</code> (empty) for other
 * plugins. The server runs until the goal <code>stop</code> or the end of Maven, even if it is killed. It begins with an
 * empty database: what the tests of the last build have left is thrown away. If an external server is configured, nothing
 * is started and its properties are exported, except for the password.
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

    /**
     * Keeps what the tests of the last build have left in the embedded database, rather than beginning with an empty one.
     * A data directory that another goal than <code>start</code> has made is always kept. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.START_KEEP_DATA, defaultValue = "false")
    private boolean keepData;

    /**
     * What the names of the exported properties begin with, so that two servers can be started in one project. Default:
     * brickhouse.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.START_PROPERTY_PREFIX, defaultValue = StartedServer.DEFAULT_PREFIX)
    private String propertyPrefix;

    /**
     * How many clones of the database the goal <code>seed</code> after this one makes, from 0 to 1000. Their addresses are
     * exported as <code>brickhouse.cloneUrl.1</code>, <code>brickhouse.cloneDatabase.1</code> and so on; they are those of
     * the database with an underscore and their number. Default: 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CLONES)
    private String clones;

    @Override
    boolean skipGoal() {
        return skipStart;
    }

    @Override
    void run() {
        StartedServer before = StartedServer.in(getPluginContext(), propertyPrefix);
        if (before.isHeld()) {
            before.held().restartIfEnded();
            console()
                    .info("The embedded server was started before and runs on port "
                            + before.held().connectionInfo().port());
            return;
        }
        int numberOfClones = CloneSet.COUNT.readOr(clones, 0);
        ResolvedDatabase plan = plan();
        StartedServer started =
                plan.kind() == ServerKind.EMBEDDED ? embedded(plan, numberOfClones) : external(plan, numberOfClones);
        started.leaveIn(getPluginContext(), propertyPrefix);
    }

    private StartedServer embedded(ResolvedDatabase plan, int numberOfClones) {
        boolean keeps = keepData || keepRunning;
        if (keeps) {
            Databases.keepData(plan);
        }
        ServerHandle held =
                keeps ? Databases.hold(plan, keepRunning, console()) : Databases.holdForTests(plan, console());
        ConnectionInfo connection = held.connectionInfo();
        report(ServerKind.EMBEDDED, held.version(), connection, plan, numberOfClones);
        console()
                .info("The embedded server on port " + connection.port() + " "
                        + ConnectionLines.until(held.keepsRunning(), held.isUsedByOthers()));
        console().info("  psql: " + connection.psqlCommand());
        console().info("  JDBC: " + connection.jdbcUrl() + ", user " + connection.user() + ", no password");
        return StartedServer.embedded(held, propertyPrefix, numberOfClones, project());
    }

    private StartedServer external(ResolvedDatabase plan, int numberOfClones) {
        try (Database database = open(plan, ConnectionNeed.of(1))) {
            ConnectionInfo connection = database.connectionInfo();
            console().info("Nothing to start: the server at " + connection.address() + " answers");
            report(ServerKind.EXTERNAL, database.serverVersion(), connection, plan, numberOfClones);
            return StartedServer.external(
                    connection,
                    propertyPrefix,
                    numberOfClones,
                    project(),
                    session().getUserProperties());
        }
    }

    /** For whoever cannot read the properties of a Maven project: the JSON summary, and a file with variables. */
    private void report(
            ServerKind kind, String version, ConnectionInfo connection, ResolvedDatabase plan, int numberOfClones) {
        ServerFacts.put(summary(), kind, version, connection, plan.schema());
        List<ConnectionInfo> numbered = CloneSet.numbered(connection, numberOfClones);
        summary().put("clones", CloneSet.described(numbered));
        if (writesSummary()) {
            writeOrWarn(() -> new VariablesFile(files().variables()).write(connection, numbered));
        }
    }
}
