package dev.brickhouse.seed;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RefreshTrial;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes orders of every time and rolls them back, in the transaction that has emptied the tables: what no system
 * catalog tells, such as what a trigger does, shows while the old rows can still be kept. Where something of the user's
 * may reject a single order and old rows are at stake, it writes all of them.
 */
final class TrialLoad {

    /** Enough for every kind of order, and written in an instant. */
    private static final long ROWS = 1_000;

    /** Where something of the user's acts on rows, which may mind only some, and no old row would be lost: a second. */
    private static final long MANY_ROWS = 20_000;

    /** So many in a row, since some constraints only forbid what is close together. */
    private static final long FIRST_ROWS = 200;

    private final SeedContext context;
    private final LoadOptions options;
    private final StepRecorder steps;

    TrialLoad(SeedContext context, LoadOptions options, StepRecorder steps) {
        this.context = context;
        this.options = options;
        this.steps = steps;
    }

    /**
     * What may reject orders, and how many are tried for it, as a line for the log; empty if nothing of the user's may.
     *
     * @param size how many orders there will be
     * @param replaces whether there are old rows
     * @param conditional whether the seed only would be made
     */
    static Optional<String> notice(
            Connection connection, SeedContext context, long size, boolean replaces, boolean conditional)
            throws SQLException {
        List<String> actors = RejectedRows.actors(connection, context);
        if (actors.isEmpty()) {
            return Optional.empty();
        }
        long rows = rows(actors, size, replaces);
        String those = actors.size() == 1 ? "that" : "them";
        return Optional.of("Table " + Identifiers.quote(RetailTables.ORDERS.name())
                + " has what this plugin did not make and what may reject rows: "
                + String.join(", ", actors) + "; "
                + (rows == size
                        ? "all " + NumberFormats.count(size)
                        : NumberFormats.count(rows) + " of " + NumberFormats.count(size))
                + " orders "
                + (conditional ? "would be" : "are")
                + " tried first, "
                + (!replaces && rows < size
                        ? "and if it is another one that is rejected, the load stops there and continues when the same goal"
                                + " is run without " + those
                        : "and if one is rejected, nothing is changed")
                + (rows > MANY_ROWS
                        ? "; that takes longer than the load itself, so disable, drop or undo " + those
                                + " for the time of the seed if you know that no order is rejected"
                        : ""));
    }

    /**
     * Writes and rolls back.
     *
     * @param replaces whether the transaction has deleted rows
     * @param connection in a transaction, with the small tables filled and {@code orders} empty
     * @return the indexes and constraints of {@code orders} that the server would not let be made again, by name, with
     *     the reason
     * @throws RefusedException if the server rejects the orders, stores others than it was sent, or does not refresh
     *     the views; the transaction has to be rolled back then
     */
    Map<String, String> run(Connection connection, History history, boolean replaces) throws SQLException {
        checkOtherTables(connection);
        List<String> actors = RejectedRows.actors(connection, context);
        long rows = rows(actors, history.size(), replaces);
        Savepoint before = connection.setSavepoint();
        try {
            long sent = write(connection, history, rows);
            if (TargetState.supportsChecksum(connection, context.sql())
                    && ContentChecksum.of(connection, context.schema(), RetailTables.ORDERS) != sent) {
                throw refusal(actors, "it stores rows other than those that it was sent");
            }
        } catch (SQLException e) {
            if (!RejectedRows.isRejection(e)) {
                throw e;
            }
            throw refusal(actors, "the server rejects its rows (" + SqlProblems.oneLine(e) + ")");
        }
        analyze(connection, actors);
        Map<String, String> unrestorable = context.indexes().unrestorable(connection);
        Optional<String> refusal =
                RefreshTrial.refusal(connection, context.target().schema());
        if (refusal.isPresent()) {
            throw new RefusedException(cannotBeSeeded() + refusal.get());
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        // what was rolled back would stay in the file as dead rows
        TableTruncation.of(connection, context.schema(), List.of(RetailTables.ORDERS), context.sql())
                .run(connection);
        return unrestorable;
    }

    /** It computes what is in an index, too, with the search path that an index is built with. */
    private void analyze(Connection connection, List<String> actors) throws SQLException {
        try {
            TableStatistics.analyze(connection, context.schema(), RetailTables.ORDERS);
        } catch (SQLException e) {
            if (!RejectedRows.isRejection(e)) {
                throw e;
            }
            throw refusal(actors, "the server cannot analyze its rows (" + SqlProblems.oneLine(e) + ")");
        }
    }

    /** What is deferred on the small tables, which are filled, is not to be met together with the orders. */
    private void checkOtherTables(Connection connection) throws SQLException {
        List<String> deferred = RejectedRows.deferred(connection, context);
        try {
            checkDeferred(connection);
        } catch (SQLException e) {
            if (!RejectedRows.isRejection(e)) {
                throw e;
            }
            throw new RefusedException(cannotBeSeeded()
                    + "a deferred trigger or constraint rejects what a seed does to the"
                    + " tables before it writes the orders (" + SqlProblems.oneLine(e)
                    + "); disable, drop or undo it"
                    + (deferred.isEmpty() ? ", on whichever table it is." : ": " + String.join(", ", deferred) + "."));
        }
    }

    private static void checkDeferred(Connection connection) throws SQLException {
        Sql.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
        Sql.execute(connection, "SET CONSTRAINTS ALL DEFERRED");
    }

    private static long rows(List<String> actors, long size, boolean replaces) {
        return actors.isEmpty() ? Math.min(ROWS, size) : replaces ? size : Math.min(MANY_ROWS, size);
    }

    /** Writes in chunks of the load's size, since the server keeps in memory what it checks at the end of each. */
    private long write(Connection connection, History history, long rows) throws SQLException {
        long start = System.nanoTime();
        TableLoader loader = new TableLoader(context.schema(), options.method(), options.batchSize());
        OrderRows orders = new OrderRows(history);
        RowSource source = (row, out) -> orders.write(spread(row, rows, history.size()), out);
        long sent = 0;
        Progress progress = rows > MANY_ROWS ? context.progress() : Progress.NONE;
        try (Progress.Task task = progress.begin("trial", Progress.Unit.ROWS, rows, 0)) {
            for (long from = 0; from < rows; from += options.chunkSize()) {
                long to = Math.min(from + options.chunkSize(), rows);
                sent += loader.load(connection, RetailTables.ORDERS, source, from, to);
                checkDeferred(connection);
                task.advance(to - from);
            }
        }
        if (rows > MANY_ROWS) {
            steps.did("trial", rows, start);
        }
        return sent;
    }

    /** The first orders as they come, and the others evenly from there to the last. */
    static long spread(long row, long rows, long of) {
        return row < FIRST_ROWS || rows == of
                ? row
                : FIRST_ROWS
                        + Math.round((double) (row - FIRST_ROWS) * (of - 1 - FIRST_ROWS) / (rows - 1 - FIRST_ROWS));
    }

    private RefusedException refusal(List<String> actors, String reason) {
        return new RefusedException(cannotBeSeeded() + "table "
                + Identifiers.quote(RetailTables.ORDERS.name()) + " was tested with orders of this seed, and " + reason
                + "; "
                + (actors.isEmpty()
                        ? "undo the changes to the table's definition, and run this again."
                        : "look at what acts on its rows, and disable, drop or undo it: " + String.join(", ", actors)
                                + "."));
    }

    private String cannotBeSeeded() {
        return "Schema " + context.target().schema().quoted() + " cannot be seeded as it is, and nothing was changed: ";
    }
}
