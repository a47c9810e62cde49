package dev.brickhouse.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.console.Console;
import javax.sql.DataSource;

/** Finds out which database a goal works on, and connects to it. */
public final class Databases {

    private Databases() {}

    /**
     * Resolves a request and says in the log what came from where.
     *
     * @throws dev.brickhouse.problem.ConfigurationException if a value cannot be used or two contradict each other
     */
    public static ServerPlan plan(ServerRequest request, Console console) {
        return new ServerPlanner(request, console).plan();
    }

    /**
     * Connects, having started the embedded server if that is planned and it is not running.
     *
     * @param connections how many connections may be open at the same time, from 1
     * @throws dev.brickhouse.problem.BrickhouseException if there is no server, it lets nobody in, or it is too old
     */
    public static Database open(ServerPlan plan, int connections, Console console) {
        if (plan.kind() == ServerKind.EXTERNAL) {
            return new Pooled(plan, plan.connect().info(), Pool.open(plan.connect(), connections), () -> {});
        }
        EmbeddedServer server = EmbeddedServer.use(plan.embedded(), console);
        ServerPlan.Connect connect = server.connect(plan.connect());
        try {
            return new Pooled(plan, connect.info(), Pool.open(connect, connections), server::release);
        } catch (RuntimeException e) {
            server.release();
            throw e;
        }
    }

    /**
     * Starts the embedded server, or finds it running, and keeps it until what is returned is closed.
     *
     * @param beyondProcess whether it shall run on when this process ends and nobody uses it, until {@link #stop}
     * @throws dev.brickhouse.problem.BrickhouseException if it cannot be started
     */
    public static HeldServer hold(ServerPlan plan, boolean beyondProcess, Console console) {
        EmbeddedServer server = EmbeddedServer.use(plan.embedded(), console);
        if (beyondProcess) {
            server.keepRunning();
        }
        return new HeldServer(server, plan);
    }

    /** Stops the embedded server unless somebody uses it, also one that was to run on beyond its process. */
    public static void stop(ServerPlan plan, Console console) {
        EmbeddedServer.stop(plan.embedded().dataDirectory(), console);
    }

    private record Pooled(ServerPlan plan, ConnectionInfo connectionInfo, HikariDataSource pool, Runnable afterwards)
            implements Database {

        @Override
        public DataSource dataSource() {
            return pool;
        }

        @Override
        public ServerKind kind() {
            return plan.kind();
        }

        @Override
        public String schema() {
            return plan.schema();
        }

        @Override
        public String analyticsSchema() {
            return plan.analyticsSchema();
        }

        @Override
        public void close() {
            try {
                pool.close();
            } finally {
                afterwards.run();
            }
        }
    }
}
