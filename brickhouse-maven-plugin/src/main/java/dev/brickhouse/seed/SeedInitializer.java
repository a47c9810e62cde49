package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.load.IndexSuspension;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.Table;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import dev.brickhouse.stock.StockModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first transaction of a new seed: everything but the orders. Either the seed has begun, or nothing has changed. */
final class SeedInitializer {

    /** Rows between two progress reports. */
    private static final int ROWS_PER_REPORT = 1_000;

    private final SeedTarget target;
    private final SqlStatements sql;
    private final Console console;
    private final Progress progress;
    private final StepRecorder steps;

    SeedInitializer(SeedTarget target, SqlStatements sql, Console console, Progress progress, StepRecorder steps) {
        this.target = target;
        this.sql = sql;
        this.console = console;
        this.progress = progress;
        this.steps = steps;
    }

    /** Empties the five tables, fills the small ones, puts the indexes of the large one aside and opens its chunks. */
    Journal.Entry begin(
            SeedRequest request,
            SeedSettings settings,
            History history,
            Catalog catalog,
            Journal journal,
            IndexSuspension indexes)
            throws SQLException {
        SeedVolumes volumes = SeedVolumes.of(history.settings(), catalog);
        long createdAt = History.micros(history.settings().start());
        Map<Table, RowSource> sources = new LinkedHashMap<>();
        sources.put(RetailTables.PRODUCTS, CatalogRows.products(catalog, createdAt));
        sources.put(RetailTables.STORES, CatalogRows.stores(catalog, createdAt));
        sources.put(RetailTables.USERS, CatalogRows.users(catalog, createdAt));
        TableLoader loader = new TableLoader(
                target.schema().name(), LoadMethod.INSERT, request.load().batchSize());
        return Transactions.call(target.dataSource(), connection -> {
            TableTruncation.empty(connection, target.schema().name(), RetailTables.IN_ORDER, sql);
            long checksum = 0;
            for (Map.Entry<Table, RowSource> source : sources.entrySet()) {
                checksum += write(connection, loader, source.getKey(), source.getValue(), volumes);
            }
            checksum += writeInventory(connection, loader, history, catalog, volumes);
            new TrialLoad(target, sql)
                    .write(
                            connection,
                            new TableLoader(
                                    target.schema().name(),
                                    request.load().method(),
                                    request.load().batchSize()),
                            history,
                            volumes.orders());
            if (!indexes.suspend(connection, console)) {
                console.warn(
                        "User " + connection.getMetaData().getUserName() + " may not make the indexes and foreign keys"
                                + " of table " + target.schema().table(RetailTables.ORDERS.name())
                                + " anew, which takes its ownership, CREATE on its schema and REFERENCES on the tables that it"
                                + " refers to; so they stay in place and loading takes longer");
            }
            return journal.begin(
                    connection,
                    new Journal.Header(
                            settings.fingerprint(),
                            settings.text(),
                            History.GENERATOR_VERSION,
                            request.pluginVersion(),
                            history.settings().asOf(),
                            volumes.orders(),
                            request.load().chunkSize(),
                            checksum));
        });
    }

    private long writeInventory(
            Connection connection, TableLoader loader, History history, Catalog catalog, SeedVolumes volumes)
            throws SQLException {
        long start = System.nanoTime();
        StockModel stock;
        try (Progress.Task task = progress.begin("stock model", Progress.Unit.ROWS, volumes.inventory(), 0)) {
            stock = StockModel.of(history, catalog);
            task.advance(volumes.inventory());
        }
        steps.did("stock model", volumes.inventory(), start);
        return write(connection, loader, RetailTables.INVENTORY, CatalogRows.inventory(stock), volumes);
    }

    private long write(Connection connection, TableLoader loader, Table table, RowSource rows, SeedVolumes volumes)
            throws SQLException {
        long start = System.nanoTime();
        long count = volumes.byTable().get(table.name());
        long checksum;
        try (Progress.Task task = progress.begin(table.name(), Progress.Unit.ROWS, count, 0)) {
            checksum = loader.load(connection, table, reporting(rows, task), 0, count);
            task.advance(count % ROWS_PER_REPORT);
        }
        TableStatistics.analyze(connection, target.schema().name(), table);
        steps.wrote(table.name(), count, start);
        return checksum;
    }

    private static RowSource reporting(RowSource source, Progress.Task task) {
        return (row, out) -> {
            source.write(row, out);
            if ((row + 1) % ROWS_PER_REPORT == 0) {
                task.advance(ROWS_PER_REPORT);
            }
        };
    }
}
