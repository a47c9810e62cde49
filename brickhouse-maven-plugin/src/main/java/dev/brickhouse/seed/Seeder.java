package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.load.ChunkedLoad;
import dev.brickhouse.load.IndexSuspension;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Fills the target schema: schema, catalog, inventory, orders, analytics.
 *
 * <p>What was interrupted is taken up again by the next seed with the same settings, and ends with the same bytes. Not
 * safe for use by several threads; several seeders may work at the same time, and the database keeps them apart.
 */
public final class Seeder {

    private final SeedTarget target;
    private final Catalog catalog;
    private final Console console;
    private final Progress progress;
    private final SqlStatements sql;
    private final Journal journal;
    private final IndexSuspension indexes;
    private final Obstacles obstacles;
    private volatile SeedProgress standing = new SeedProgress();

    /**
     * @param target where the rows go
     * @param catalog the products, stores and users
     */
    public Seeder(SeedTarget target, Catalog catalog, Console console, Progress progress) {
        this.target = target;
        this.catalog = catalog;
        this.console = console;
        this.progress = progress;
        this.sql = SqlStatements.read(
                Seeder.class, "seed.sql", Map.of("schema", target.schema().name()));
        this.journal = new Journal(target.schema().name());
        this.indexes = new IndexSuspension(target.schema().name(), RetailTables.ORDERS.name());
        this.obstacles = new Obstacles(target);
    }

    /**
     * Seeds, or completes an interrupted seed.
     *
     * @throws RefusedException if rows stand in the way that this plugin did not write, or a seed with other settings,
     *     and {@link SeedRequest#overwrite()} is not set; if another seed is at work that this one does not join; or if
     *     something of the database would stop the load. Nothing was changed then
     * @throws DatabaseException if the server refuses or the connection breaks; the next seed
     *     goes on from there
     */
    public SeedSummary seed(SeedRequest request) {
        standing = new SeedProgress();
        try {
            return seedOrFail(request);
        } catch (SQLException e) {
            if (standing.isInterrupted()) {
                throw new DatabaseException("The seed was interrupted; " + standing.kept() + ".", e);
            }
            throw SqlProblems.explain(e, "seed schema " + target.schema().quoted(), standing.kept());
        }
    }

    /**
     * Ends a seed that another thread is at, promptly and without what is not committed yet.
     *
     * @return what is loaded, in one line without a full stop
     */
    public String interrupt() {
        return standing.interrupt();
    }

    /** Whether the seed has come so far that another one goes on from there. */
    public boolean hasBegun() {
        return standing.hasBegun();
    }

    /** Finds out what {@link #seed} would do and changes nothing. */
    public DryRun dryRun(SeedRequest request) {
        try {
            return Transactions.call(target.dataSource(), connection -> {
                connection.setReadOnly(true);
                try {
                    return DryRun.of(connection, target, sql, obstacles, journal, request, catalog);
                } finally {
                    connection.rollback();
                    connection.setReadOnly(false);
                }
            });
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look at schema " + target.schema().quoted(), "nothing was changed");
        }
    }

    /** Whether there is nothing to look at yet: no rows, or only those of a seed that was interrupted. */
    public boolean isToBeSeeded() {
        try {
            TargetState survey = survey();
            return survey.withForeignRows().isEmpty()
                    && survey.journal()
                            .filter(entry -> entry.state() == Journal.State.COMPLETE)
                            .isEmpty();
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look at schema " + target.schema().quoted(), "nothing was changed");
        }
    }

    private SeedSummary seedOrFail(SeedRequest request) throws SQLException {
        long start = System.nanoTime();
        Optional<SeedSummary> leftAlone = leaveAlone(request, start);
        if (leftAlone.isPresent()) {
            return leftAlone.get();
        }
        request.futureAsOf(LocalDate.now()).ifPresent(console::warn);
        StepRecorder steps = new StepRecorder();
        try (SeedLock atWork = SeedLock.open(target, sql)) {
            Begun begun = begin(request, atWork, steps);
            loadOrders(request, begun, steps);
            boolean mine = new SeedFinalizer(target, sql, console, progress, journal, indexes, steps)
                    .complete(begun.load(), request.load().threads());
            if (mine) {
                // what rows that are replaced by now, or a load that was unfinished, had kept from coming back
                Schemas.repair(target.dataSource(), target.schema(), console)
                        .unrepaired()
                        .forEach(console::warn);
            }
            SeedSummary.Outcome outcome = mine
                    ? begun.resumed() ? SeedSummary.Outcome.RESUMED : SeedSummary.Outcome.SEEDED
                    : SeedSummary.Outcome.COMPLETED_BY_OTHERS;
            return summary(outcome, begun.load(), steps, start);
        }
    }

    /** A look before any lock or migration, since that is what makes a build that seeds once fast. */
    private Optional<SeedSummary> leaveAlone(SeedRequest request, long start) throws SQLException {
        if (request.existing() == SeedRequest.Existing.REPLACE) {
            return Optional.empty();
        }
        SeedPreconditions preconditions = preconditions(request);
        Optional<Journal.Entry> wanted = preconditions.wanted();
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(summary(SeedSummary.Outcome.LEFT_ALONE, wanted.get(), new StepRecorder(), start));
    }

    private SeedPreconditions preconditions(SeedRequest request) throws SQLException {
        return new SeedPreconditions(request, survey(), catalog, target.schema().name());
    }

    private TargetState survey() throws SQLException {
        return Transactions.call(
                target.dataSource(),
                connection -> TargetState.take(connection, target.schema().name(), journal));
    }

    /**
     * The load that a run works on.
     *
     * @param resumed whether somebody else had begun it
     */
    private record Begun(Journal.Entry load, History history, boolean resumed) {}

    /** Decides what to do and begins it, while no other run can do the same. */
    private Begun begin(SeedRequest request, SeedLock atWork, StepRecorder steps) throws SQLException {
        boolean joining = request.existing() == SeedRequest.Existing.JOIN;
        try (SeedLock setup = SeedLock.open(target, sql)) {
            if (joining) {
                setup.exclusive(SeedLock.Subject.SETUP);
            } else if (!setup.tryExclusive(SeedLock.Subject.SETUP)) {
                throw SeedPreconditions.othersAtWork(
                        request, target.schema().quoted(), setup.holder(SeedLock.Subject.SETUP));
            }
            boolean alone = nobodyLoads(joining);
            refuse(obstacles::ofLoading);
            SeedPreconditions preconditions = preconditions(request);
            Optional<Journal.Entry> there = preconditions.unfinished().or(preconditions::wanted);
            if (!alone && !(joining && there.isPresent())) {
                throw preconditions.othersAtWork(setup.holder(SeedLock.Subject.LOADING));
            }
            preconditions.refuseToDestroy();
            if (there.isEmpty()) {
                refuse(obstacles::ofEmptying);
                Transactions.call(
                                target.dataSource(),
                                connection -> ReplacedRows.of(
                                        connection, target.schema().name(), preconditions.survey(), sql, false))
                        .lines()
                        .forEach(console::info);
            }
            Schemas.migrate(target.dataSource(), target.schema(), console);
            History history = History.of(preconditions.history(), catalog);
            Journal.Entry load;
            if (there.isPresent()) {
                load = there.get();
                console.info((alone ? "Going on with the seed " : "Joining the seed ")
                        + preconditions.settings().fingerprint()
                        + (alone ? " that was interrupted" : " that others are at work on"));
            } else {
                load = new SeedInitializer(target, sql, console, progress, steps)
                        .begin(request, preconditions.settings(), history, catalog, journal, indexes);
            }
            atWork.shared(SeedLock.Subject.LOADING);
            return new Begun(load, history, there.isPresent());
        }
    }

    private void refuse(Transactions.Work<List<Obstacles.Obstacle>> look) throws SQLException {
        obstacles.refuse(Transactions.call(target.dataSource(), look));
    }

    /** As long as the setup is ours nobody can begin to load, so the lock that shows it need not be kept. */
    private boolean nobodyLoads(boolean joining) throws SQLException {
        try (SeedLock probe = SeedLock.open(target, sql)) {
            return joining
                    ? probe.tryExclusiveNow(SeedLock.Subject.LOADING)
                    : probe.tryExclusive(SeedLock.Subject.LOADING);
        }
    }

    private void loadOrders(SeedRequest request, Begun begun, StepRecorder steps) throws SQLException {
        long start = System.nanoTime();
        Journal.Entry load = begun.load();
        UUID run = UUID.randomUUID();
        long total = load.header().totalRows();
        long before = loaded(load, run).rows();
        TableLoader loader = new TableLoader(
                target.schema().name(), request.load().method(), request.load().batchSize());
        ChunkedLoad work = new ChunkedLoad(
                target.dataSource(), journal, loader, RetailTables.ORDERS, () -> new OrderRows(begun.history()), run);
        standing.loads(work, before, total);
        try (Progress.Task task = progress.begin(RetailTables.ORDERS.name(), Progress.Unit.ROWS, total, before)) {
            work.run(load, request.load().threads(), before, task);
        } finally {
            standing.loadEnds();
        }
        standing.finishes();
        steps.wrote(RetailTables.ORDERS.name(), loaded(load, run).byThisRun(), start);
    }

    private Journal.Loaded loaded(Journal.Entry load, UUID run) throws SQLException {
        return Transactions.call(target.dataSource(), connection -> journal.loaded(connection, load.id(), run));
    }

    private SeedSummary summary(SeedSummary.Outcome outcome, Journal.Entry load, StepRecorder steps, long start)
            throws SQLException {
        return Transactions.call(target.dataSource(), connection -> {
            Journal.Entry now = journal.current(connection).orElse(load);
            return new SeedSummary(
                    outcome,
                    now.header().fingerprint(),
                    now.checksum(),
                    now.header().asOf(),
                    steps.done(),
                    SeedNotes.of(connection, target, sql, now),
                    StepRecorder.since(start));
        });
    }
}
