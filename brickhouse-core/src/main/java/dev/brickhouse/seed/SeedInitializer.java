package dev.brickhouse.seed;

import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.history.StockModel;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.Table;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.MonthlyPartitions;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * The first transaction of a new seed: everything but the orders. Afterwards the seed has begun, or nothing has
 * changed.
 */
final class SeedInitializer {

    /** Rows between two progress reports. */
    private static final int ROWS_PER_REPORT = 1_000;

    private final SeedContext context;
    private final StepRecorder steps;

    SeedInitializer(SeedContext context, StepRecorder steps) {
        this.context = context;
        this.steps = steps;
    }

    /**
     * Empties the five tables, fills the small ones, drops the indexes of the large one, creates the partitions that it
     * lacks where it is partitioned, and opens its chunks.
     *
     * @param replaces whether the tables hold rows
     * @throws RefusedException if somebody has committed rows since the tables were looked at, which nobody has said may
     *     be deleted
     */
    Journal.Entry begin(SeedRequest request, SeedSettings settings, History history, boolean replaces)
            throws SQLException {
        LoadOptions options = request.load();
        return Transactions.readCommitted(context.target().dataSource(), connection -> {
            MonthlyPartitions.lock(connection, context.target().schema());
            TableTruncation truncation =
                    TableTruncation.of(connection, context.schema(), RetailTables.IN_ORDER, context.sql());
            truncation.lock(connection);
            new SeedPreconditions(request, TargetState.read(connection, context), context).refuseToDestroy();
            truncation.run(connection);
            StockModel stock = stockOf(history);
            context.obstacles()
                    .refuse(context.obstacles()
                            .ofIds(connection, RetailTables.rows(context.catalog(), stock.size(), history.size())));
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
            MonthlyPartitions.create(
                    connection,
                    context.target().schema(),
                    history.settings().demand().start(),
                    history.settings().asOf(),
                    context.console());
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
        RetailRows rows = RetailRows.of(history, context.catalog(), stock);
        TableLoader loader = new TableLoader(context.schema(), LoadMethod.INSERT, batchSize);
        long checksum = 0;
        for (Table table : RetailRows.TABLES) {
            if (table != RetailRows.ORDERS) {
                checksum += write(connection, loader, table, rows.source(table), rows.count(table));
            }
        }
        return checksum;
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

    private long write(Connection connection, TableLoader loader, Table table, RowSource source, long count)
            throws SQLException {
        long start = System.nanoTime();
        long checksum;
        try (Progress.Task task = context.progress().begin(table.name(), Progress.Unit.ROWS, count, 0)) {
            checksum = loader.load(connection, table, reporting(source, task), 0, count);
            task.advance(count % ROWS_PER_REPORT);
            TableStatistics.analyze(connection, context.schema(), table);
        } catch (SQLException e) {
            RejectedRows.explain(e, table);
            throw e;
        }
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
