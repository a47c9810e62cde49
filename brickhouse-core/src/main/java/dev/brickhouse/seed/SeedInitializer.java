package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Progress;
import dev.brickhouse.demand.CatalogDates;
import dev.brickhouse.history.History;
import dev.brickhouse.history.StockModel;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.Table;
import dev.brickhouse.load.TableLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/** The first transaction of a new seed: everything but the orders. Afterwards the seed has begun, or nothing has changed. */
final class SeedInitializer {

    /** Rows between two progress reports. */
    private static final int ROWS_PER_REPORT = 1_000;

    private final SeedContext context;
    private final Obstacles obstacles;
    private final StepRecorder steps;

    SeedInitializer(SeedContext context, Obstacles obstacles, StepRecorder steps) {
        this.context = context;
        this.obstacles = obstacles;
        this.steps = steps;
    }

    /**
     * Empties the five tables, fills the small ones, drops the indexes of the large one and opens its chunks.
     *
     * @param replaces whether the tables hold rows
     */
    Journal.Entry begin(SeedRequest request, SeedSettings settings, History history, boolean replaces)
            throws SQLException {
        LoadOptions options = request.load();
        return context.inTransaction(connection -> {
            TableTruncation.truncate(connection, context.schema(), RetailTables.IN_ORDER, context.sql());
            StockModel stock = stockOf(history);
            obstacles.refuse(
                    obstacles.ofIds(connection, RetailTables.rows(context.catalog(), stock.size(), history.size())));
            long checksum = writeSmallTables(connection, options.batchSize(), history, stock);
            Map<String, String> unrestorable =
                    new TrialLoad(context, options, steps).run(connection, history, replaces);
            if (!context.indexes().suspend(connection, unrestorable, context.console())) {
                context.console()
                        .warn("User " + connection.getMetaData().getUserName()
                                + " may not recreate the indexes and foreign keys of table "
                                + context.target().schema().table(RetailTables.ORDERS.name())
                                + ", which takes ownership of it, CREATE on its schema and REFERENCES on the tables that"
                                + " it refers to; so they stay in place and loading takes longer");
            }
            return context.journal()
                    .begin(
                            connection,
                            new Journal.Header(
                                    settings.fingerprint(),
                                    settings.textWith(RetailTables.INVENTORY.table(), stock.size()),
                                    History.GENERATOR_VERSION,
                                    request.pluginVersion(),
                                    history.settings().asOf(),
                                    history.size(),
                                    options.chunkSize(),
                                    checksum));
        });
    }

    /** @return the checksum of all their rows */
    private long writeSmallTables(Connection connection, int batchSize, History history, StockModel stock)
            throws SQLException {
        Catalog catalog = context.catalog();
        CatalogDates dates = history.catalogDates();
        TableLoader loader = new TableLoader(context.schema(), LoadMethod.INSERT, batchSize);
        return write(connection, loader, RetailTables.PRODUCTS, catalog.products(), dates::product)
                + write(connection, loader, RetailTables.STORES, catalog.stores(), dates::store)
                + write(connection, loader, RetailTables.USERS, catalog.users(), dates::user)
                + write(
                        connection,
                        loader,
                        RetailTables.INVENTORY.table(),
                        RetailTables.INVENTORY.source(stock::position, row -> 0),
                        stock.size());
    }

    private StockModel stockOf(History history) {
        long start = System.nanoTime();
        try (Progress.Task task = context.progress().begin("stock model", Progress.Unit.STEPS, 1, 0)) {
            StockModel stock = StockModel.of(history, context.catalog());
            task.advance(1);
            steps.did("stock model", stock.size(), start);
            return stock;
        }
    }

    private <T> long write(
            Connection connection, TableLoader loader, SmallTable<T> small, List<T> rows, IntToLongFunction createdAt)
            throws SQLException {
        RowSource source = small.source(row -> rows.get((int) row), row -> createdAt.applyAsLong((int) row));
        return write(connection, loader, small.table(), source, rows.size());
    }

    private long write(Connection connection, TableLoader loader, Table table, RowSource source, long count)
            throws SQLException {
        long start = System.nanoTime();
        long checksum;
        try (Progress.Task task = context.progress().begin(table.name(), Progress.Unit.ROWS, count, 0)) {
            checksum = loader.load(connection, table, reporting(source, task), 0, count);
            task.advance(count % ROWS_PER_REPORT);
        }
        TableStatistics.analyze(connection, context.schema(), table);
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
