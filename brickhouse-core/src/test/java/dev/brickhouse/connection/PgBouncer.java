package dev.brickhouse.connection;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.schema.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PgBouncer in front of a test database, in transaction mode unless it is said otherwise. */
final class PgBouncer implements AutoCloseable {

    private final Process process;
    private final String url;

    private PgBouncer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it; where it is not installed, or the server is not one that trusts it, the test is skipped. */
    static PgBouncer before(TestDatabase database, Path directory, int sessions) throws IOException {
        return before(database, directory, sessions, "transaction", 100);
    }

    /**
     * @param sessions how many sessions of the server there are for everybody
     * @param mode its pool_mode
     * @param clients how many may be connected to it
     */
    static PgBouncer before(TestDatabase database, Path directory, int sessions, String mode, int clients)
            throws IOException {
        Path program = Stream.of(System.getenv("PATH").split(File.pathSeparator), new String[] {"/usr/sbin"})
                .flatMap(Stream::of)
                .map(entry -> Path.of(entry, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeThat(program).as("the program pgbouncer on the PATH").isNotNull();
        PGSimpleDataSource server = database.dataSource();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                %s = host=%s port=%d user=%s%s
                [pgbouncer]
                listen_addr = localhost
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = %d
                max_client_conn = %d
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                        server.getDatabaseName(),
                        server.getServerNames()[0],
                        server.getPortNumbers()[0],
                        server.getUser(),
                        server.getPassword() == null ? "" : " password='" + server.getPassword() + "'",
                        port,
                        mode,
                        sessions,
                        clients));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                .start();
        PgBouncer bouncer =
                new PgBouncer(process, "jdbc:postgresql://localhost:" + port + "/" + server.getDatabaseName() + "");
        while (!bouncer.answers()) {
            if (!process.isAlive()) {
                throw new IOException(Files.readString(directory.resolve("pgbouncer.log")));
            }
            Thread.onSpinWait();
        }
        return bouncer;
    }

    String url() {
        return url;
    }

    /** Somebody else who comes through it. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "somebody");
        return new Driver().connect(url, properties);
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(0);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
