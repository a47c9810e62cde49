package dev.brickhouse.schema;

import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.resource.Resources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own for each test, on the {@link TestServer}, gone when it is closed. */
public final class TestDatabase implements AutoCloseable {

    private final String name = "brickhouse_" + UUID.randomUUID().toString().replace("-", "");
    private final String url;
    private final PGSimpleDataSource dataSource;
    private final List<String> roles = new ArrayList<>();

    private TestDatabase(String url, String template) throws SQLException {
        this.url = url;
        try (Connection connection = server().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        }
        this.dataSource = open();
    }

    public static TestDatabase create() throws SQLException {
        return on(TestServer.url());
    }

    /** One on another server, whose URL has a superuser in it. */
    public static TestDatabase on(String url) throws SQLException {
        return new TestDatabase(url, "template1");
    }

    /** One whose text may be of any bytes. */
    public static TestDatabase createInSqlAscii() throws SQLException {
        return new TestDatabase(TestServer.url(), "template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    }

    public String name() {
        return name;
    }

    /** A database that begins as this one stands, to which nobody is connected. */
    public TestDatabase copy() throws SQLException {
        return new TestDatabase(url, name);
    }

    /** A JDBC URL of the database with its superuser in it, for another process. */
    public String url() {
        return dataSource.getURL() + (dataSource.getURL().contains("?") ? "&" : "?") + "user=" + dataSource.getUser()
                + (dataSource.getPassword() == null ? "" : "&password=" + dataSource.getPassword());
    }

    public PGSimpleDataSource dataSource() {
        return dataSource;
    }

    /** The database as it is seen by a new user without any right. */
    public PGSimpleDataSource dataSourceOfNewUser() throws SQLException {
        String role = name + "_user";
        execute("CREATE ROLE " + role + " LOGIN PASSWORD 'only for tests'");
        roles.add(role);
        PGSimpleDataSource own = open();
        own.setUser(role);
        own.setPassword("only for tests");
        return own;
    }

    /** The database with another initial search path, as {@code currentSchema} in a URL sets it. */
    PGSimpleDataSource dataSourceWithSearchPath(String path) throws SQLException {
        PGSimpleDataSource own = open();
        own.setCurrentSchema(path);
        return own;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows as text, columns separated by " | ". */
    public List<String> rows(String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return rows(connection, sql, parameters);
        }
    }

    /** As {@link #rows(String, Object...)}, on any connection. */
    public static List<String> rows(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    StringJoiner row = new StringJoiner(" | ");
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(row.toString());
                }
            }
            return rows;
        }
    }

    /** What the original tool makes, run by its own statements as its documentation prints them. */
    public void makeOriginal() throws SQLException {
        execute(Resources.text(TestDatabase.class, "original-tables.sql"));
        execute(Resources.text(TestDatabase.class, "original-rows.sql"));
        execute(Resources.text(TestDatabase.class, "original-analytics.sql"));
    }

    /** Ends all connections to the database but the one that does it, as a crash of their server processes would. */
    public void killOtherConnections() throws SQLException {
        rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = server().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
            for (String role : roles) {
                statement.execute("DROP ROLE " + role);
            }
        }
    }

    private PGSimpleDataSource server() {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url);
        return server;
    }

    private PGSimpleDataSource open() {
        PGSimpleDataSource own = server();
        own.setDatabaseName(name);
        return own;
    }
}
