package dev.brickhouse.export;

import dev.brickhouse.load.BinaryCopyReader;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.RowWriter;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.sql.CleanUp;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.PinnedSettings;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The rows of a database as they are at one moment, whatever others write meanwhile, also for several threads. */
final class DatabaseSource implements ExportSource {

    private final DataSource dataSource;
    private final String schema;
    private final SqlStatements sql;
    private final Connection snapshot;
    private final String snapshotName;
    private final ExportOrigin origin;

    private DatabaseSource(DataSource dataSource, String schema, Connection snapshot, boolean shared)
            throws SQLException {
        this.dataSource = dataSource;
        this.schema = schema;
        this.snapshot = snapshot;
        sql = SqlStatements.read(DatabaseSource.class, "export.sql", Map.of("schema", schema));
        SchemaContents.ofTables(snapshot, schema).requireReadable("export", RetailSchema.TABLES);
        // whoever may read each column, but not the tables, may lock none
        begin(snapshot, Sql.isTrue(snapshot, sql.get("may-lock"), schema, RetailSchema.TABLES), null);
        snapshotName =
                shared ? Sql.strings(snapshot, sql.get("export-snapshot")).get(0) : null;
        // who may read the tables need not have a right on the journal
        String fingerprint = Sql.isTrue(snapshot, sql.get("may-read"), Identifiers.qualify(schema, Journal.TABLE))
                ? new Journal(schema)
                        .current(snapshot)
                        .map(seed -> seed.header().fingerprint())
                        .orElse(null)
                : null;
        Map<String, String> settings = new LinkedHashMap<>();
        if (Sql.isTrue(snapshot, sql.get("may-identify"))) {
            settings.put("server", Sql.strings(snapshot, sql.get("server")).get(0));
        }
        settings.put("database", Sql.strings(snapshot, sql.get("database")).get(0));
        settings.put("schema", schema);
        origin = new ExportOrigin(ExportSourceKind.DATABASE, settings, fingerprint);
    }

    /**
     * Opens a view of the tables as they are now.
     *
     * @param schema the schema of the tables
     * @param threads how many read at the same time; more than one need a connection each and one more
     * @throws SQLException if the server refuses it
     */
    static DatabaseSource open(DataSource dataSource, RetailSchema schema, int threads) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new DatabaseSource(dataSource, schema.name(), connection, threads > 1);
        } catch (SQLException | RuntimeException e) {
            CleanUp.after(e, connection::close);
            throw e;
        }
    }

    /** Begins a transaction that only reads, in the snapshot of another one if that is given. */
    private void begin(Connection connection, boolean mayLock, String snapshotToShare) throws SQLException {
        connection.setAutoCommit(false);
        Sql.execute(connection, sql.get("isolation"));
        if (mayLock) {
            // before there is a snapshot, in which a table that is emptied in between would have no rows
            Sql.execute(connection, sql.get("lock"));
        }
        if (snapshotToShare != null) {
            Sql.execute(connection, sql.get("share-snapshot").replace("${snapshot}", snapshotToShare));
        }
        PinnedSettings.applyForExport(connection);
    }

    @Override
    public ExportOrigin origin() {
        return origin;
    }

    @Override
    public long firstOrder() throws SQLException {
        return Sql.one(snapshot, sql.get("first-order"), row -> row.getLong(1));
    }

    @Override
    public long lastOrder() throws SQLException {
        return Sql.one(snapshot, sql.get("last-order"), row -> row.getLong(1));
    }

    @Override
    public long count(Table table) throws SQLException {
        return Sql.one(snapshot, sql.get("count-" + table.name()), row -> row.getLong(1));
    }

    @Override
    public List<Part> orders(long from, long to, ExportRequest request) throws SQLException {
        boolean monthly = request.partition() == ExportPartition.MONTH;
        long size = request.rowsPerFile();
        List<Part> parts = new ArrayList<>();
        Sql.forEach(
                snapshot,
                sql.get(monthly ? "months" : "blocks"),
                row -> {
                    long block = row.getLong("block");
                    String month = row.getString("month");
                    parts.add(Part.orders(
                            RetailRows.ORDERS,
                            request.format(),
                            Math.max(from, block * size + 1),
                            Math.min(to, (block + 1) * size),
                            monthly && month == null ? Part.NO_MONTH : month,
                            row.getLong("row_count")));
                },
                size,
                from,
                to);
        return parts;
    }

    @Override
    public Reader reader() throws SQLException {
        if (snapshotName == null) {
            return new TableReader(snapshot, false);
        }
        Connection connection = dataSource.getConnection();
        try {
            begin(connection, false, snapshotName);
            return new TableReader(connection, true);
        } catch (SQLException | RuntimeException e) {
            CleanUp.after(e, connection::close);
            throw e;
        }
    }

    @Override
    public void close() {
        end(snapshot);
    }

    /** What was read is complete by then, so nothing is lost with a connection that no longer answers. */
    private static void end(Connection connection) {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException | RuntimeException e) {
            // the pool does not give it to anybody again
        }
    }

    private final class TableReader implements Reader {

        private final Connection connection;
        private final boolean own;

        TableReader(Connection connection, boolean own) {
            this.connection = connection;
            this.own = own;
        }

        @Override
        public void read(Part part, RowWriter out) throws SQLException {
            long read = BinaryCopyReader.read(connection, schema, part.table(), condition(part), out);
            if (read != part.rows()) {
                throw new SQLException(
                        "The server sent " + read + " rows of " + part.rows() + " for " + part.path(),
                        SqlState.DATA_EXCEPTION);
            }
        }

        private String condition(Part part) {
            if (part.table() != RetailRows.ORDERS) {
                return sql.get("every-row");
            }
            String range = sql.get("orders-of-range")
                    .replace("${from}", Long.toString(part.from()))
                    .replace("${to}", Long.toString(part.to()));
            if (part.month() == null) {
                return range;
            }
            if (part.month().equals(Part.NO_MONTH)) {
                return range + " " + sql.get("and-without-date");
            }
            return range + " " + sql.get("and-of-month").replace("${first}", part.month() + "-01");
        }

        @Override
        public void close() {
            if (own) {
                end(connection);
            }
        }
    }
}
