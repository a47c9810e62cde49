package dev.brickhouse.mojo;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Lifetime;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ServerKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** A database whose embedded server is left running for the next goal when this one has ended. */
record LingeringDatabase(Database opened, LingeringServers servers) implements Database {

    @Override
    public DataSource dataSource() {
        return opened.dataSource();
    }

    @Override
    public int connections() {
        return opened.connections();
    }

    @Override
    public ConnectionInfo connectionInfo() {
        return opened.connectionInfo();
    }

    @Override
    public Map<String, String> clientEnvironment() {
        return opened.clientEnvironment();
    }

    @Override
    public ServerKind kind() {
        return opened.kind();
    }

    @Override
    public Lifetime lifetime() {
        return opened.lifetime();
    }

    @Override
    public String serverVersion() {
        return opened.serverVersion();
    }

    @Override
    public RetailSchema schema() {
        return opened.schema();
    }

    @Override
    public <T> Optional<T> closeThen(Function<Path, Optional<T>> ifStopped) {
        return opened.closeThen(ifStopped);
    }

    @Override
    public Optional<ServerHandle> closeButServer() {
        return opened.closeButServer();
    }

    @Override
    public void close() {
        opened.closeButServer().ifPresent(servers::leave);
    }
}
