package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.CleanUp;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Fills the target schema: schema, catalog, inventory, orders, analytics.
 *
 * <p>An interrupted seed is resumed by the next one with the same settings, and ends with the same bytes. Not
 * thread-safe, but several seeders may run at the same time; the database coordinates them.
 */
public final class Seeder {

    /** One that shows others that this one loads, and one for the setup or the finish; the migration needs no more. */
    private static final int LOCK_CONNECTIONS = 2;

    private final SeedContext context;
    private final SeedTarget target;
    private volatile SeedProgress seedProgress = new SeedProgress();

    /**
     * @param target where the rows go
     * @param catalog the products, stores and users
     */
    public Seeder(SeedTarget target, Catalog catalog, Console console, Progress progress) {
        this.context = SeedContext.of(target, catalog, console, progress);
        this.target = target;
    }

    /** How many connections are used at the same time: by the threads that load, and two for locks. */
    public static int connections(int threads) {
        return threads + LOCK_CONNECTIONS;
    }

    /** How many threads can load with so many connections. */
    public static int threads(int connections) {
        return connections - LOCK_CONNECTIONS;
    }

    /**
     * Seeds, or completes an interrupted seed.
     *
     * @throws RefusedException if the schema holds rows that this plugin did not write, or a seed with other settings,
     *     and {@link SeedRequest#overwrite()} is not set; if another seed is running that this one does not join; or if
     *     something in the database would make the load fail. Nothing was changed then
     * @throws DatabaseException if the server refuses or the connection breaks; the next seed resumes this one
     */
    public SeedResult seed(SeedRequest request) {
        seedProgress = new SeedProgress();
        try {
            SeedRun run = new SeedRun(context, seedProgress);
            Optional<SeedResult> kept = run.keepComplete(request);
            return kept.isPresent() ? kept.get() : run.write(request);
        } catch (SQLException e) {
            if (seedProgress.isInterrupted()) {
                throw new DatabaseException("The seed was interrupted; " + seedProgress.kept() + ".", e);
            }
            throw SqlProblems.explain(
                    LockWaits.explained(e, target.dataSource()),
                    "seed schema " + target.schema().quoted(),
                    seedProgress.kept());
        }
    }

    /**
     * Ends a seed that runs in another thread, promptly and without what is not committed yet.
     *
     * @return what is loaded, in one line without a full stop
     */
    public String interrupt() {
        return seedProgress.interrupt();
    }

    /** Whether the seed has come so far that the next one resumes it. */
    public boolean hasBegun() {
        return seedProgress.hasBegun();
    }

    /** Finds out what {@link #seed} would do and changes nothing. */
    public DryRun dryRun(SeedRequest request) {
        return read(connection -> {
            connection.setReadOnly(true);
            CleanUp writable = () -> {
                connection.rollback();
                connection.setReadOnly(false);
            };
            try (writable) {
                return DryRun.of(connection, context, request);
            }
        });
    }

    /** Whether the schema has no rows yet, or only those of an interrupted seed. */
    public boolean isToBeSeeded() {
        TargetState state = read(connection -> TargetState.read(connection, context));
        return state.withForeignRows().isEmpty() && state.completeSeed().isEmpty();
    }

    private <T> T read(Transactions.Work<T> work) {
        try {
            return context.inTransaction(work);
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look at schema " + target.schema().quoted(), SqlProblems.NOTHING_CHANGED);
        }
    }
}
