package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.history.StockModel;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.Table;
import dev.brickhouse.load.TableLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongFunction;

/** The first transaction of a new seed: everything but the orders. Afterwards the seed has begun, or nothing has changed. */
final class SeedInitializer {

    /** Rows between two progress reports. */
    private static final int ROWS_PER_REPORT = 1_000;

    private final SeedContext context;
    private final StepRecorder steps;

    SeedInitializer(SeedContext context, StepRecorder steps) {
        this.context = context;
        this.steps = steps;
    }

    /** Empties the five tables, fills the small ones, drops the indexes of the large one and opens its chunks. */
    Journal.Entry begin(SeedRequest request, SeedSettings settings, History history) throws SQLException {
        LoadOptions options = request.load();
        return context.inTransaction(connection -> {
            TableTruncation.truncate(connection, context.schema(), RetailTables.IN_ORDER, context.sql());
            long checksum = writeSmallTables(connection, options.batchSize(), history);
            new TrialLoad(context)
                    .run(connection, new TableLoader(context.schema(), options.method(), options.batchSize()), history);
            if (!context.indexes().suspend(connection, context.console())) {
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
                                    settings.text(),
                                    History.GENERATOR_VERSION,
                                    request.pluginVersion(),
                                    history.settings().asOf(),
                                    history.size(),
                                    options.chunkSize(),
                                    checksum));
        });
    }

    /** @return the checksum of all their rows */
    private long writeSmallTables(Connection connection, int batchSize, History history) throws SQLException {
        Catalog catalog = context.catalog();
        TableLoader loader = new TableLoader(context.schema(), LoadMethod.INSERT, batchSize);
        return write(
                        connection,
                        loader,
                        history,
                        RetailTables.PRODUCTS,
                        row -> catalog.products().get((int) row))
                + write(
                        connection,
                        loader,
                        history,
                        RetailTables.STORES,
                        row -> catalog.stores().get((int) row))
                + write(
                        connection,
                        loader,
                        history,
                        RetailTables.USERS,
                        row -> catalog.users().get((int) row))
                + write(connection, loader, history, RetailTables.INVENTORY, stockOf(history)::position);
    }

    private StockModel stockOf(History history) {
        long start = System.nanoTime();
        long positions =
                RetailTables.rowCounts(history.settings(), context.catalog()).get(RetailTables.INVENTORY.table());
        try (Progress.Task task = context.progress().begin("stock model", Progress.Unit.ROWS, positions, 0)) {
            StockModel stock = StockModel.of(history, context.catalog());
            task.advance(positions);
            steps.did("stock model", positions, start);
            return stock;
        }
    }

    private <T> long write(
            Connection connection, TableLoader loader, History history, SmallTable<T> small, LongFunction<T> rows)
            throws SQLException {
        long start = System.nanoTime();
        Table table = small.table();
        long count =
                RetailTables.rowCounts(history.settings(), context.catalog()).get(table);
        long checksum;
        try (Progress.Task task = context.progress().begin(table.name(), Progress.Unit.ROWS, count, 0)) {
            RowSource source =
                    small.source(rows, History.micros(history.settings().start()));
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
