package dev.brickhouse.connection;

import dev.brickhouse.embedded.EmbeddedServer;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** A database that a pool of connections leads to. */
final class PooledDatabase implements Database {

    private final ResolvedDatabase resolved;
    private final ConnectionInfo connectionInfo;
    private final Pool pool;

    /** Holds the embedded server until this use of it ends; nothing for an external one. */
    private final AtomicReference<EmbeddedServer> server;

    private volatile Consumer<ServerHandle> nextUser;

    PooledDatabase(ResolvedDatabase resolved, ConnectionInfo connectionInfo, Pool pool, EmbeddedServer server) {
        this.resolved = resolved;
        this.connectionInfo = connectionInfo;
        this.pool = pool;
        this.server = new AtomicReference<>(server);
    }

    @Override
    public DataSource dataSource() {
        return pool.dataSource();
    }

    @Override
    public int connections() {
        return pool.connections();
    }

    @Override
    public ConnectionInfo connectionInfo() {
        return connectionInfo;
    }

    @Override
    public Map<String, String> clientEnvironment() {
        Map<String, String> environment =
                new HashMap<>(ClientEnvironment.of(connectionInfo, pool.dataSource(), pool.url(), password()));
        environment.put("PGAPPNAME", pool.programName());
        pool.watchPrograms();
        return environment;
    }

    private String password() {
        ResolvedDatabase.Connect connect = resolved.connect();
        try {
            return connect.passwordCommand() == null
                    ? connect.password()
                    : connect.passwordCommand().newPassword();
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e,
                    "get the password of " + connectionInfo.user() + " for PostgreSQL's own programs",
                    connectionInfo.address());
        }
    }

    @Override
    public ServerKind kind() {
        return resolved.kind();
    }

    @Override
    public ServerLifetime lifetime() {
        EmbeddedServer used = server.get();
        if (used == null) {
            return kind() == ServerKind.EXTERNAL ? ServerLifetime.INDEPENDENT : ServerLifetime.THIS_PROCESS;
        }
        if (used.keepsRunning()) {
            return ServerLifetime.UNTIL_STOPPED;
        }
        return used.isUsedByOthers() ? ServerLifetime.WHILE_OTHERS_USE_IT : ServerLifetime.THIS_PROCESS;
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
        return resolved.schema();
    }

    @Override
    public void leaveServerTo(Consumer<ServerHandle> next) {
        nextUser = next;
    }

    @Override
    public void close() {
        if (nextUser == null) {
            closeThen(directory -> Optional.empty());
        } else {
            closeButServer().ifPresent(nextUser);
        }
    }

    @Override
    public <T> Optional<T> closeThen(Function<Path, Optional<T>> ifStopped) {
        Optional<T> done = Optional.empty();
        try {
            pool.close();
        } finally {
            EmbeddedServer used = server.getAndSet(null);
            if (used != null) {
                done = used.closeThen(ifStopped);
            }
        }
        return done;
    }

    @Override
    public Optional<ServerHandle> closeButServer() {
        pool.close();
        return Optional.ofNullable(server.getAndSet(null)).map(left -> new ServerHandle(left, connectionInfo));
    }
}
