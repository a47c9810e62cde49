package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.load.ChunkedLoad;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Fills the target schema: schema, catalog, inventory, orders, analytics.
 *
 * <p>An interrupted seed is resumed by the next one with the same settings, and ends with the same bytes. Not thread-safe,
 * but several seeders may run at the same time; the database coordinates them.
 */
public final class Seeder {

    /** One that shows others that this one loads, and one for the setup or the finish; the migration needs no more. */
    private static final int LOCK_CONNECTIONS = 2;

    private final SeedContext context;
    private final SeedTarget target;
    private final Console console;
    private final Obstacles obstacles;
    private volatile SeedProgress seedProgress = new SeedProgress();

    /**
     * @param target where the rows go
     * @param catalog the products, stores and users
     */
    public Seeder(SeedTarget target, Catalog catalog, Console console, Progress progress) {
        this.context = SeedContext.of(target, catalog, console, progress);
        this.target = target;
        this.console = console;
        this.obstacles = new Obstacles(target);
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
     * @throws RefusedException if the schema holds rows that this plugin did not write, or a seed with other settings, and
     *     {@link SeedRequest#overwrite()} is not set; if another seed is running that this one does not join; or if
     *     something in the database would make the load fail. Nothing was changed then
     * @throws DatabaseException if the server refuses or the connection breaks; the next seed resumes this one
     */
    public SeedResult seed(SeedRequest request) {
        seedProgress = new SeedProgress();
        try {
            Optional<SeedResult> kept = keepComplete(request);
            return kept.isPresent() ? kept.get() : write(request);
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
            try {
                return DryRun.of(connection, context, obstacles, request);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
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
            throw SqlProblems.explain(e, "look at schema " + target.schema().quoted(), "nothing was changed");
        }
    }

    /** Comes before any lock or migration, which is what makes a build that seeds once fast. */
    private Optional<SeedResult> keepComplete(SeedRequest asked) throws SQLException {
        long start = System.nanoTime();
        if (!asked.existing().keepsComplete()) {
            return Optional.empty();
        }
        TargetState state = readState();
        SeedRequest request = asked.alignedWith(state, context.catalog());
        Optional<Journal.Entry> seed = new SeedPreconditions(request, state, context).seedToKeep();
        return seed.isEmpty()
                ? Optional.empty()
                : Optional.of(result(SeedResult.Outcome.KEPT, seed.get(), new StepRecorder(), start));
    }

    private SeedResult write(SeedRequest request) throws SQLException {
        long start = System.nanoTime();
        request.futureAsOf(LocalDate.now()).ifPresent(console::warn);
        StepRecorder steps = new StepRecorder();
        try (Begun begun = begin(request, steps)) {
            loadOrders(request.load(), begun, steps);
            boolean completed = new SeedFinalizer(context, steps)
                    .complete(begun.load(), request.load().threads());
            if (completed) {
                // what the replaced rows, or an unfinished load, had kept from being recreated
                Schemas.repair(target.dataSource(), target.schema(), console)
                        .unrepaired()
                        .forEach(console::warn);
            }
            SeedResult.Outcome outcome = !completed
                    ? SeedResult.Outcome.COMPLETED_BY_OTHERS
                    : begun.resumed() ? SeedResult.Outcome.RESUMED : SeedResult.Outcome.SEEDED;
            return result(outcome, begun.load(), steps, start);
        }
    }

    private TargetState readState() throws SQLException {
        return context.inTransaction(connection -> TargetState.read(connection, context));
    }

    /**
     * The load that a run works on.
     *
     * @param resumed whether it had begun before
     * @param loading shows other runs that this one loads
     */
    private record Begun(Journal.Entry load, History history, boolean resumed, SeedLock loading)
            implements AutoCloseable {

        @Override
        public void close() {
            loading.close();
        }
    }

    /** Decides what to do and begins it, while no other run can do the same. */
    private Begun begin(SeedRequest asked, StepRecorder steps) throws SQLException {
        boolean joining = asked.existing() == SeedRequest.ExistingSeedPolicy.JOIN;
        try (SeedLock setup = SeedLock.open(target, context.sql())) {
            if (joining) {
                setup.lockExclusive(SeedLock.Subject.SETUP);
            } else if (!setup.tryExclusive(SeedLock.Subject.SETUP)) {
                throw SeedPreconditions.inUse(asked, target.schema().quoted(), setup.holder(SeedLock.Subject.SETUP));
            }
            boolean alone = isNobodyLoading(joining);
            obstacles.refuse(context.inTransaction(obstacles::ofLoading));
            TargetState state = readState();
            SeedRequest request = asked.alignedWith(state, context.catalog());
            SeedPreconditions preconditions = new SeedPreconditions(request, state, context);
            Optional<Journal.Entry> existing = preconditions.seedToComplete().or(preconditions::seedToKeep);
            if (!alone && !(joining && existing.isPresent())) {
                throw preconditions.inUse(setup.holder(SeedLock.Subject.LOADING));
            }
            preconditions.refuseToDestroy();
            if (existing.isEmpty()) {
                obstacles.refuse(context.inTransaction(obstacles::ofEmptying));
                context.inTransaction(connection -> ReplacedRows.of(connection, context, state, false))
                        .lines()
                        .forEach(console::info);
            }
            Schemas.migrate(target.dataSource(), target.schema(), console);
            History history = History.of(request.history(), context.catalog());
            Journal.Entry load;
            if (existing.isPresent()) {
                load = existing.get();
                String fingerprint = preconditions.settings().fingerprint();
                console.info(
                        alone
                                ? "Resuming the interrupted seed " + fingerprint
                                : "Joining the seed " + fingerprint + " that other runs are loading");
            } else {
                load = new SeedInitializer(context, steps).begin(request, preconditions.settings(), history);
            }
            return new Begun(
                    load,
                    history,
                    existing.isPresent(),
                    SeedLock.openShared(target, context.sql(), SeedLock.Subject.LOADING));
        }
    }

    /** While this run has the setup lock no other can begin to load, so the lock that shows it need not be kept. */
    private boolean isNobodyLoading(boolean joining) throws SQLException {
        try (SeedLock probe = SeedLock.open(target, context.sql())) {
            return joining
                    ? probe.tryExclusiveNow(SeedLock.Subject.LOADING)
                    : probe.tryExclusive(SeedLock.Subject.LOADING);
        }
    }

    private void loadOrders(LoadOptions options, Begun begun, StepRecorder steps) throws SQLException {
        long start = System.nanoTime();
        Journal.Entry load = begun.load();
        UUID run = UUID.randomUUID();
        long total = load.header().totalRows();
        long before = loadedRows(load, run).total();
        String orders = RetailTables.ORDERS.name();
        TableLoader loader = new TableLoader(context.schema(), options.method(), options.batchSize());
        ChunkedLoad work = new ChunkedLoad(
                target.dataSource(),
                context.journal(),
                loader,
                RetailTables.ORDERS,
                () -> new OrderRows(begun.history()),
                run);
        seedProgress.startLoading(work, before, total);
        try (Progress.Task task = context.progress().begin(orders, Progress.Unit.ROWS, total, before)) {
            work.run(load, options.threads(), before, task);
        } finally {
            seedProgress.endLoading();
        }
        seedProgress.startFinishing();
        steps.wrote(orders, loadedRows(load, run).byThisRun(), start);
    }

    private Journal.LoadedRows loadedRows(Journal.Entry load, UUID run) throws SQLException {
        return context.inTransaction(connection -> context.journal().loadedRows(connection, load.id(), run));
    }

    private SeedResult result(SeedResult.Outcome outcome, Journal.Entry load, StepRecorder steps, long start)
            throws SQLException {
        return context.inTransaction(connection -> {
            Journal.Entry now = context.journal().current(connection).orElse(load);
            return new SeedResult(
                    outcome,
                    now.header().fingerprint(),
                    now.checksum(),
                    now.header().asOf(),
                    steps.done(),
                    SeedNotes.of(connection, context, now),
                    StepRecorder.since(start));
        });
    }
}
