package dev.brickhouse.schema;

import dev.brickhouse.embedded.CitusServer;
import dev.brickhouse.sql.PinnedSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own on every node of the {@link CitusServer}, gone from all of them when it is closed. */
public final class CitusDatabase implements AutoCloseable {

    private static final String EXTENSION = "CREATE EXTENSION citus";

    private final TestDatabase coordinator;
    private final List<PGSimpleDataSource> workers = new ArrayList<>();

    private CitusDatabase(TestDatabase coordinator) {
        this.coordinator = coordinator;
    }

    /** Makes it, or skips the test where there is no such server. */
    public static CitusDatabase create() throws SQLException {
        String url = CitusServer.url();
        CitusDatabase database = new CitusDatabase(TestDatabase.on(url));
        try {
            database.join(nodes(url));
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /** Every node as "host | port | is the coordinator", none if the server knows of no cluster. */
    private static List<String> nodes(String url) throws SQLException {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url);
        try (var connection = server.getConnection()) {
            return TestDatabase.rows(connection, "SELECT 1 FROM pg_extension WHERE extname = 'citus'")
                            .isEmpty()
                    ? List.of()
                    : TestDatabase.rows(
                            connection,
                            "SELECT nodename, nodeport, groupid = 0 FROM pg_dist_node WHERE noderole = 'primary'"
                                    + " ORDER BY groupid");
        }
    }

    private void join(List<String> nodes) throws SQLException {
        coordinator.execute(EXTENSION);
        for (String node : nodes) {
            String[] parts = node.split(" \\| ");
            int port = Integer.parseInt(parts[1]);
            if (parts[2].equals("t")) {
                coordinator.rows("SELECT citus_set_coordinator_host(?, ?)", parts[0], port);
                continue;
            }
            PGSimpleDataSource own = new PGSimpleDataSource();
            own.setServerNames(new String[] {parts[0]});
            own.setPortNumbers(new int[] {port});
            own.setUser(coordinator.dataSource().getUser());
            own.setPassword(coordinator.dataSource().getPassword());
            own.setDatabaseName("postgres");
            workers.add(own);
            execute(own, "postgres", "CREATE DATABASE " + coordinator.name());
            execute(own, coordinator.name(), EXTENSION);
            coordinator.rows("SELECT citus_add_node(?, ?)", parts[0], port);
        }
    }

    /** The database at the coordinator, in sessions of no settings of the plugin's. */
    public TestDatabase coordinator() {
        return coordinator;
    }

    /** The database in sessions with the plugin's settings for Citus. */
    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    /** A JDBC URL of the same, for another process. */
    public String url() {
        String options = PinnedSettings.ofSession().entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("citus."))
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        return coordinator.url() + "&options="
                + URLEncoder.encode(options, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public List<String> rows(String sql, Object... parameters) throws SQLException {
        try (var connection = dataSource().getConnection()) {
            return TestDatabase.rows(connection, sql, parameters);
        }
    }

    public void execute(String sql) throws SQLException {
        execute(dataSource(), null, sql);
    }

    private static void execute(PGSimpleDataSource server, String database, String sql) throws SQLException {
        if (database != null) {
            server.setDatabaseName(database);
        }
        try (var connection = server.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        coordinator.close();
        Collections.reverse(workers);
        for (PGSimpleDataSource worker : workers) {
            execute(worker, "postgres", "DROP DATABASE IF EXISTS " + coordinator.name() + " WITH (FORCE)");
        }
    }
}
