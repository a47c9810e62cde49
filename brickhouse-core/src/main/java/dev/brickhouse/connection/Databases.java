package dev.brickhouse.connection;

import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.EmbeddedData;
import dev.brickhouse.embedded.EmbeddedServer;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import java.sql.SQLException;

/** Connects to the database that a goal works on. */
public final class Databases {

    private Databases() {}

    /**
     * Connects, to an embedded server after starting it if it is not running.
     *
     * @param connections how many connections may be open at the same time, from 1
     * @throws dev.brickhouse.problem.BrickhouseException if there is no server, it rejects the user, or it is too old
     */
    public static Database open(ResolvedDatabase resolved, int connections, Console console) {
        return open(resolved, ConnectionNeed.of(connections), console);
    }

    /**
     * As {@link #open(ResolvedDatabase, int, Console)}, for a goal that can make do with fewer connections, or waits
     * for them differently.
     *
     * @param need how many there have to be; {@link Database#connections()} is how many there are
     */
    public static Database open(ResolvedDatabase resolved, ConnectionNeed need, Console console) {
        if (resolved.kind() == ServerKind.EXTERNAL) {
            return external(resolved, Pool.open(resolved.connect(), need, console), console);
        }
        EmbeddedServer server = EmbeddedServer.start(resolved.embedded(), console);
        ResolvedDatabase.Connect connect = resolved.connect().onPort(server.port());
        try {
            return new PooledDatabase(resolved, connect.info(), Pool.open(connect, need, console), server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Database external(ResolvedDatabase resolved, Pool pool, Console console) {
        try {
            EffectiveConnection live =
                    EffectiveConnection.of(pool.dataSource(), resolved.connect().info());
            console.info("Connected to " + live.info().address() + live.encryption());
            return new PooledDatabase(resolved, live.info(), pool, null);
        } catch (SQLException e) {
            pool.close();
            throw SqlProblems.explain(
                    e, "look at the connection", resolved.connect().info().address());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Starts the embedded server, or finds it running, and keeps it running until the result is closed.
     *
     * @param beyondProcess whether it keeps running, even unused, when this process ends, until {@link #stop} is called
     * @throws dev.brickhouse.problem.BrickhouseException if it cannot be started
     */
    public static ServerHandle hold(ResolvedDatabase resolved, boolean beyondProcess, Console console) {
        return hold(resolved, beyondProcess, EmbeddedServer.start(resolved.embedded(), console));
    }

    /** As {@link #hold}, for the tests of one build: what those of the last one have left is thrown away. */
    public static ServerHandle holdForTests(ResolvedDatabase resolved, Console console) {
        return hold(resolved, false, EmbeddedServer.startForTests(resolved.embedded(), console));
    }

    /** Throws away what earlier tests have left in an embedded database, unless its server is running. */
    public static void throwAwayTestData(ResolvedDatabase resolved, Console console) {
        if (resolved.kind() == ServerKind.EMBEDDED) {
            EmbeddedData.throwAwayOfTests(resolved.embedded(), console);
        }
    }

    /** Keeps an embedded database from being thrown away by {@link #holdForTests}; an external one never is. */
    public static void keepData(ResolvedDatabase resolved) {
        if (resolved.kind() == ServerKind.EMBEDDED) {
            EmbeddedData.keep(resolved.embedded().dataDirectory());
        }
    }

    private static ServerHandle hold(ResolvedDatabase resolved, boolean beyondProcess, EmbeddedServer server) {
        if (beyondProcess) {
            server.keepRunning();
        }
        return new ServerHandle(server, resolved.connect().onPort(server.port()).info());
    }

    /** Stops the embedded server unless it is in use, even if it was to be kept running beyond its process. */
    public static void stop(ResolvedDatabase resolved, Console console) {
        EmbeddedServer.stop(resolved.embedded().dataDirectory(), console);
    }
}
