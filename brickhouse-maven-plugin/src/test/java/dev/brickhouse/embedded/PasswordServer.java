package dev.brickhouse.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Somebody's own PostgreSQL server, which asks the user {@value #USER} for a password and stands for an external server
 * in the projects of src/it.
 */
public final class PasswordServer implements AutoCloseable {

    public static final String USER = "shopkeeper";

    /** What must not be found in any log. */
    public static final String PASSWORD = "Corr3ct-Horse-Battery";

    private static final String DATABASE = "shop";

    /**
     * PostgreSQL reloads its rules when it gets round to it; each look at them is a connection, which takes a while.
     */
    private static final int LOOKS = 2_000;

    private final EmbeddedPostgres server;

    private PasswordServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server with the database {@value #DATABASE}, which belongs to {@value #USER}.
     *
     * @param directory a new directory
     * @param binaries where the PostgreSQL binaries are
     */
    public static PasswordServer start(Path directory, EmbeddedBinaries binaries) throws IOException, SQLException {
        Files.createDirectories(directory);
        Path archive =
                binaries.archive(PostgresVersion.of(PostgresVersion.DEFAULT).full(), Platform.current());
        PasswordServer started = new PasswordServer(EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, architecture) -> openArchive(archive))
                .setOverrideWorkingDirectory(UserCache.directory().toFile())
                .setDataDirectory(directory.resolve("data"))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start());
        started.askForPasswords(directory.resolve("data/pg_hba.conf"));
        return started;
    }

    public int port() {
        return server.getPort();
    }

    /** The JDBC URL of the database, its superuser included, to look at what a goal has done. */
    public String superuserUrl() {
        return "jdbc:postgresql://localhost:" + port() + "/" + DATABASE + "?user=postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void askForPasswords(Path rules) throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + USER + " login password '" + PASSWORD + "'");
            statement.execute("create database " + DATABASE + " owner " + USER);
            Files.writeString(rules, "host all " + USER + " all scram-sha-256\n" + Files.readString(rules));
            statement.execute("select pg_reload_conf()");
        }
        for (int look = 0; look < LOOKS; look++) {
            try (Connection unasked = DriverManager.getConnection(
                    "jdbc:postgresql://localhost:" + port() + "/" + DATABASE + "?user=" + USER)) {
                unasked.isValid(1);
            } catch (SQLException e) {
                return;
            }
        }
        throw new IllegalStateException("the server lets " + USER + " in without a password");
    }

    private static java.io.InputStream openArchive(Path archive) {
        try {
            return BinariesCache.open(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
