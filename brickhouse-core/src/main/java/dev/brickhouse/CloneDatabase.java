package dev.brickhouse;

import dev.brickhouse.settings.ConnectionInfo;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A seeded database that may be changed at will, and is dropped when it is closed. Thread-safe. */
public final class CloneDatabase implements AutoCloseable {

    private final ConnectionInfo connection;
    private final SeededDatabase source;
    private final PGSimpleDataSource dataSource;

    CloneDatabase(ConnectionInfo connection, SeededDatabase source) {
        this.connection = connection;
        this.source = source;
        this.dataSource = new PGSimpleDataSource();
        dataSource.setUrl(connection.jdbcUrl());
        dataSource.setUser(connection.user());
        dataSource.setPassword("");
    }

    /** The same each time; it opens a new connection for each caller. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The JDBC URL, without user and password. */
    public String jdbcUrl() {
        return connection.jdbcUrl();
    }

    /** The superuser who owns the database. */
    public String user() {
        return connection.user();
    }

    /** Empty: the server listens on this machine only. */
    public String password() {
        return "";
    }

    /** Where it listens, as host:port. */
    public String address() {
        return connection.address();
    }

    /** The name of the database. */
    public String database() {
        return connection.database();
    }

    /** Drops the database, whoever is connected to it. */
    @Override
    public void close() {
        source.drop(this, connection);
    }

    @Override
    public String toString() {
        return jdbcUrl();
    }
}
