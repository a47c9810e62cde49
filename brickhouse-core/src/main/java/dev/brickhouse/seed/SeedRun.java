package dev.brickhouse.seed;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.load.ChunkedLoad;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.Schemas;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** The main path of one seed, from the look at what exists to its completion. */
final class SeedRun {

    private final SeedContext context;
    private final SeedTarget target;
    private final Console console;
    private final SeedProgress seedProgress;

    SeedRun(SeedContext context, SeedProgress seedProgress) {
        this.context = context;
        this.target = context.target();
        this.console = context.console();
        this.seedProgress = seedProgress;
    }

    /**
     * Finds a complete seed that the request does not replace. It comes before any lock or migration, which is what
     * makes a build that seeds once fast.
     */
    Optional<SeedResult> keepComplete(SeedRequest asked) throws SQLException {
        long start = System.nanoTime();
        if (!asked.existing().keepsComplete()) {
            return Optional.empty();
        }
        TargetState state = readState();
        SeedRequest request = asked.alignedWith(state, context.catalog());
        SeedPreconditions preconditions = new SeedPreconditions(request, state, context);
        Optional<Journal.Entry> seed = preconditions.seedToKeep();
        if (seed.isPresent()) {
            preconditions.refuseOtherLayout();
        }
        return seed.isEmpty()
                ? Optional.empty()
                : Optional.of(result(SeedResult.Outcome.KEPT, seed.get(), new StepRecorder(), start));
    }

    /** Seeds, or completes an interrupted seed. */
    SeedResult write(SeedRequest request) throws SQLException {
        long start = System.nanoTime();
        request.futureAsOf(LocalDate.now()).ifPresent(console::warn);
        StepRecorder steps = new StepRecorder();
        try (Begun begun = begin(request, steps)) {
            boolean completed = complete(request.load(), begun, steps);
            if (completed) {
                // what the replaced rows, or an unfinished seed, had kept from being recreated
                Schemas.repair(target.dataSource(), target.schema(), console)
                        .unrepaired()
                        .forEach(console::warn);
            }
            SeedResult.Outcome outcome = !completed
                    ? SeedResult.Outcome.COMPLETED_BY_OTHERS
                    : begun.resumed() ? SeedResult.Outcome.RESUMED : SeedResult.Outcome.SEEDED;
            return result(outcome, begun.seed(), steps, start);
        }
    }

    /** @return whether it was this run that completed the seed, and not another one */
    private boolean complete(LoadOptions options, Begun begun, StepRecorder steps) throws SQLException {
        boolean loading = true;
        try {
            loadOrders(options, begun, steps);
            loading = false;
            return new SeedFinalizer(context, steps).complete(begun.seed(), options.threads());
        } catch (SQLException e) {
            RejectedRows.explain(e, context, loading);
            throw e;
        }
    }

    private TargetState readState() throws SQLException {
        return context.inTransaction(connection -> TargetState.read(connection, context));
    }

    /**
     * The load that a run works on.
     *
     * @param resumed whether it had begun before
     * @param replaces whether it replaces rows that were there before
     * @param loading shows other runs that this one loads
     */
    private record Begun(Journal.Entry seed, History history, boolean resumed, boolean replaces, SeedLock loading)
            implements AutoCloseable {

        @Override
        public void close() {
            loading.close();
        }
    }

    /** Decides what to do and begins it, while no other run can do the same. */
    private Begun begin(SeedRequest asked, StepRecorder steps) throws SQLException {
        boolean joining = asked.existing() == ExistingSeedPolicy.JOIN;
        try (SeedLock setup = SeedLock.open(target, context.sql())) {
            if (joining) {
                boolean restoring = ReplacementLock.ofRestore(setup, target).isPresent();
                setup.lockExclusive(
                        SeedLock.Subject.SETUP,
                        restoring ? "the restore that replaces the tables" : "the run that begins the seed",
                        console);
            } else if (!setup.tryExclusive(SeedLock.Subject.SETUP)) {
                Optional<RefusedException> restore = ReplacementLock.ofRestore(setup, target);
                throw restore.isPresent()
                        ? restore.get()
                        : SeedPreconditions.inUse(
                                asked, target.schema().quoted(), setup.holder(SeedLock.Subject.SETUP));
            }
            boolean alone = waitUntilNobodyLoads(joining);
            context.obstacles().refuse(context.inTransaction(context.obstacles()::ofLoading));
            TargetState state = readState();
            SeedRequest request = asked.alignedWith(state, context.catalog());
            SeedPreconditions preconditions = new SeedPreconditions(request, state, context);
            Optional<Journal.Entry> existing = preconditions.seedToComplete().or(preconditions::seedToKeep);
            if (!alone && !(joining && existing.isPresent())) {
                throw preconditions.inUse(setup.holder(SeedLock.Subject.LOADING));
            }
            preconditions.refuseOtherLayout();
            preconditions.refuseDroppedTables();
            preconditions.refuseToDestroy();
            boolean replaces = false;
            if (existing.isEmpty()) {
                context.obstacles().refuse(context.inTransaction(context.obstacles()::ofEmptying));
                ReplacedRows replaced =
                        context.inTransaction(connection -> ReplacedRows.of(connection, context, state, false));
                replaced.lines().forEach(console::info);
                replaced.loss().ifPresent(console::warn);
                replaces = !replaced.lines().isEmpty();
                tellOfRejection(request, replaces);
            }
            Schemas.migrate(target.dataSource(), target.schema(), request.layout(), console);
            History history = History.of(request.history(), context.catalog());
            Journal.Entry seed;
            if (existing.isPresent()) {
                seed = existing.get();
                context.obstacles()
                        .refuse(context.inTransaction(connection ->
                                context.obstacles().ofIds(connection, SeedSettings.rows(existing.get()))));
                String fingerprint = preconditions.settings().fingerprint();
                console.info(
                        alone
                                ? "Resuming the interrupted seed " + fingerprint
                                : "Joining the seed " + fingerprint + " that other runs are loading");
            } else {
                seed = new SeedInitializer(context, steps).begin(request, preconditions.settings(), history, replaces);
            }
            return new Begun(
                    seed,
                    history,
                    existing.isPresent(),
                    replaces,
                    SeedLock.openShared(target, context.sql(), SeedLock.Subject.LOADING));
        }
    }

    private void tellOfRejection(SeedRequest request, boolean replaces) throws SQLException {
        long size = request.history().counts().total();
        context.inTransaction(connection -> TrialLoad.notice(connection, context, size, replaces, false))
                .ifPresent(console::info);
    }

    /**
     * Waits a moment for runs that are about to end, unless this one is to join them. While this run has the setup lock
     * no other can begin to load, so the lock that shows it need not be kept.
     *
     * @return whether nobody loads any more
     */
    private boolean waitUntilNobodyLoads(boolean joining) throws SQLException {
        try (SeedLock probe = SeedLock.open(target, context.sql())) {
            return joining
                    ? probe.tryExclusiveNow(SeedLock.Subject.LOADING)
                    : probe.tryExclusive(SeedLock.Subject.LOADING);
        }
    }

    private void loadOrders(LoadOptions options, Begun begun, StepRecorder steps) throws SQLException {
        long start = System.nanoTime();
        Journal.Entry seed = begun.seed();
        UUID run = UUID.randomUUID();
        long total = seed.header().totalRows();
        long before = loadedRows(seed, run).total();
        String orders = RetailTables.ORDERS.name();
        TableLoader loader = new TableLoader(context.schema(), options.method(), options.batchSize());
        ChunkedLoad work = new ChunkedLoad(
                target.dataSource(),
                context.journal(),
                loader,
                RetailTables.ORDERS,
                () -> new OrderRows(begun.history()),
                run,
                console);
        seedProgress.startLoading(work, begun.replaces(), before, total);
        try (Progress.Task task = context.progress().begin(orders, Progress.Unit.ROWS, total, before)) {
            work.run(seed, options.threads(), before, task);
        } finally {
            seedProgress.endLoading();
        }
        seedProgress.startFinishing();
        steps.wrote(orders, loadedRows(seed, run).byThisRun(), start);
    }

    private Journal.LoadedRows loadedRows(Journal.Entry seed, UUID run) throws SQLException {
        return context.inTransaction(connection -> context.journal().loadedRows(connection, seed.id(), run));
    }

    private SeedResult result(SeedResult.Outcome outcome, Journal.Entry seed, StepRecorder steps, long start)
            throws SQLException {
        return context.inTransaction(connection -> {
            Journal.Entry now = context.journal().current(connection).orElse(seed);
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
