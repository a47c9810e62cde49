package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A server of a test's own that asks the user {@value #USER}, who owns the database of the same name, for a password.
 */
public final class PasswordAskingServer implements AutoCloseable {

    public static final String USER = "expiring";

    private static final String NOT_ASKED = "28";

    private final EmbeddedServer server;

    private PasswordAskingServer(EmbeddedServer server) {
        this.server = server;
    }

    /** @param directory a directory that is not there yet */
    public static PasswordAskingServer start(Path directory) throws SQLException, IOException {
        PasswordAskingServer started =
                new PasswordAskingServer(EmbeddedServer.start(TestServer.settings(directory), Console.SILENT));
        started.execute("CREATE ROLE " + USER + " LOGIN", "CREATE DATABASE " + USER + " OWNER " + USER);
        Path rules = directory.resolve("pg_hba.conf");
        Files.writeString(rules, "host all " + USER + " all scram-sha-256\n" + Files.readString(rules));
        started.execute("SELECT pg_reload_conf()");
        // a reload takes effect when the postmaster gets to it
        while (!started.asks()) {
            Thread.onSpinWait();
        }
        return started;
    }

    /** The JDBC URL of the user's database, without user and password. */
    public String url() {
        return "jdbc:postgresql://" + EmbeddedSettings.HOST + ":" + server.port() + "/" + USER;
    }

    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), EmbeddedSettings.USER, "");
    }

    /** As the superuser. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestServer.url(server.port()));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private boolean asks() {
        try (Connection unasked = DriverManager.getConnection(url(), USER, "wrong")) {
            return unasked.isClosed();
        } catch (SQLException e) {
            return e.getSQLState().startsWith(NOT_ASKED);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
