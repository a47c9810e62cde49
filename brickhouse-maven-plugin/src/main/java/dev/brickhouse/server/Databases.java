package dev.brickhouse.server;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds out which database a goal works on, and connects to it. */
public final class Databases {

    private Databases() {}

    /**
     * Resolves a request and says in the log what came from where.
     *
     * @throws dev.brickhouse.problem.ConfigurationException if a value cannot be used or two contradict each other
     */
    public static ResolvedDatabase plan(DatabaseSettings request, Console console) {
        return new SettingsResolver(request, console).plan();
    }

    /**
     * Connects, having started the embedded server if that is planned and it is not running.
     *
     * @param connections how many connections may be open at the same time, from 1
     * @throws dev.brickhouse.problem.BrickhouseException if there is no server, it rejects the user, or it is too old
     */
    public static Database open(ResolvedDatabase plan, int connections, Console console) {
        return open(plan, ConnectionNeed.of(connections), console);
    }

    /**
     * As {@link #open(ResolvedDatabase, int, Console)}, for goals that can do with fewer connections, or wait otherwise.
     *
     * @param need how many there have to be; {@link Database#connections()} tells how many there are
     */
    public static Database open(ResolvedDatabase plan, ConnectionNeed need, Console console) {
        if (plan.kind() == ServerKind.EXTERNAL) {
            return external(plan, Pool.open(plan.connect(), need, console), console);
        }
        EmbeddedServer server = EmbeddedServer.use(plan.embedded(), console);
        ResolvedDatabase.Connect connect = server.connect(plan.connect());
        try {
            return new Pooled(plan, connect.info(), Pool.open(connect, need, console), server);
        } catch (RuntimeException e) {
            server.release();
            throw e;
        }
    }

    private static Database external(ResolvedDatabase plan, Pool.Opened pool, Console console) {
        try {
            EffectiveConnection live =
                    EffectiveConnection.of(pool.dataSource(), plan.connect().info());
            console.info("Connected to " + live.info().address() + live.encryption());
            return new Pooled(plan, live.info(), pool, null);
        } catch (SQLException e) {
            pool.close();
            throw SqlProblems.explain(
                    e, "look at the connection", plan.connect().info().address());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Starts the embedded server, or finds it running, and keeps it until what is returned is closed.
     *
     * @param beyondProcess whether it shall run on when this process ends and nobody uses it, until {@link #stop}
     * @throws dev.brickhouse.problem.BrickhouseException if it cannot be started
     */
    public static ServerHandle hold(ResolvedDatabase plan, boolean beyondProcess, Console console) {
        EmbeddedServer server = EmbeddedServer.use(plan.embedded(), console);
        if (beyondProcess) {
            server.keepRunning();
        }
        return new ServerHandle(server, plan);
    }

    /** Stops the embedded server unless somebody uses it, also one that was to run on beyond its process. */
    public static void stop(ResolvedDatabase plan, Console console) {
        EmbeddedServer.stop(plan.embedded().dataDirectory(), console);
    }

    /**
     * Looks a secret up in all sources; its value appears in no log.
     *
     * @param property the secret's property, which {@code request} knows as given, from settings.xml or by variable
     * @param remedy where it is better kept than in a POM, for the warning
     */
    public static Optional<String> secret(DatabaseSettings request, String property, String remedy, Console console) {
        Setting secret = new SettingSources(request).find(property, null);
        console.debug(secret.described(true));
        if (secret.given() && secret.source().startsWith("POM")) {
            console.warn(property + " is set in the POM, where anyone can read it; give " + remedy + " instead");
        }
        return Optional.ofNullable(secret.value());
    }

    /** @param server the embedded server, or null for an external one */
    private record Pooled(ResolvedDatabase plan, ConnectionInfo connectionInfo, Pool.Opened pool, EmbeddedServer server)
            implements Database {

        @Override
        public int connections() {
            return pool.connections();
        }

        @Override
        public DataSource dataSource() {
            return pool.dataSource();
        }

        @Override
        public Map<String, String> clientEnvironment() {
            Map<String, String> environment = new HashMap<>(ClientEnvironment.of(connectionInfo, pool.dataSource()));
            environment.put("PGAPPNAME", pool.nameForPrograms());
            return environment;
        }

        @Override
        public ServerKind kind() {
            return plan.kind();
        }

        @Override
        public boolean keepsRunning() {
            return server != null && server.keepsRunning();
        }

        @Override
        public String serverVersion() {
            try (Connection connection = dataSource().getConnection()) {
                return connection.getMetaData().getDatabaseProductVersion();
            } catch (SQLException e) {
                throw SqlProblems.explain(e, "ask the server for its version", connectionInfo.host());
            }
        }

        @Override
        public RetailSchema schema() {
            return plan.schema();
        }

        @Override
        public void close() {
            try {
                pool.close();
            } finally {
                if (server != null) {
                    server.release();
                }
            }
        }
    }
}
