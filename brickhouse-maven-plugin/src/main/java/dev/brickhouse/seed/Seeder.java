package dev.brickhouse.seed;

import dev.brickhouse.analytics.AnalyticsRefresh;
import dev.brickhouse.analytics.ViewRefresh;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.ChunkedLoad;
import dev.brickhouse.load.IndexSuspension;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.Table;
import dev.brickhouse.load.TableLoader;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import dev.brickhouse.stock.StockModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * @param target where the rows go
     * @param catalog the products, stores and users
     */
    public Seeder(SeedTarget target, Catalog catalog, Console console, Progress progress) {
        this.target = target;
        this.catalog = catalog;
        this.console = console;
        this.progress = progress;
        this.sql = SqlStatements.read(Seeder.class, "seed.sql", Map.of("schema", target.schema()));
        this.journal = new Journal(target.schema());
        this.indexes = new IndexSuspension(target.schema(), RetailTables.ORDERS.name());
    }

    /**
     * Seeds, or completes an interrupted seed.
     *
     * @throws RefusedException if rows stand in the way that this plugin did not write, or an unfinished seed with
     *     other settings, and {@link SeedRequest#overwrite()} is not set; or if another seed is at work
     * @throws dev.brickhouse.problem.DatabaseException if the server refuses or the connection breaks; the next seed
     *     goes on from there
     */
    public SeedSummary seed(SeedRequest request) {
        try {
            return SeedLock.during(target, sql, () -> seedLocked(request));
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e,
                    "seed schema " + Identifiers.quote(target.schema()),
                    "what was loaded so far is kept, and the same goal with the same settings goes on from there");
        }
    }

    /** Finds out what {@link #seed} would do and changes nothing. */
    public DryRun dryRun(SeedRequest request) {
        try {
            return Transactions.call(target.dataSource(), connection -> {
                connection.setReadOnly(true);
                try {
                    SeedSurvey survey = SeedSurvey.take(connection, target.schema(), journal, sql);
                    HistorySettings settings = keepAsOf(request, survey);
                    return DryRun.of(
                            connection,
                            target,
                            sql,
                            survey,
                            SeedVolumes.of(settings, catalog),
                            SeedSettings.of(settings, catalog));
                } finally {
                    connection.rollback();
                    connection.setReadOnly(false);
                }
            });
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look at schema " + Identifiers.quote(target.schema()), "nothing was changed");
        }
    }

    /** Whether there is nothing to look at yet: no rows, or only those of a seed that was interrupted. */
    public boolean isToBeSeeded() {
        try {
            SeedSurvey survey = Transactions.call(
                    target.dataSource(), connection -> SeedSurvey.take(connection, target.schema(), journal, sql));
            return survey.withForeignRows().isEmpty()
                    && survey.journal()
                            .filter(entry -> entry.state() == Journal.State.COMPLETE)
                            .isEmpty();
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look at schema " + Identifiers.quote(target.schema()), "nothing was changed");
        }
    }

    private SeedSummary seedLocked(SeedRequest request) throws SQLException {
        long start = System.nanoTime();
        SeedSurvey survey = Transactions.call(
                target.dataSource(), connection -> SeedSurvey.take(connection, target.schema(), journal, sql));
        HistorySettings settings = keepAsOf(request, survey);
        SeedSettings described = SeedSettings.of(settings, catalog);
        Optional<Journal.Entry> unfinished = unfinished(survey, described);
        refuseToDestroy(request, survey, described, unfinished.isPresent());

        Schemas.migrate(target.dataSource(), target.schema(), target.analyticsSchema(), console);

        History history = History.of(settings, catalog);
        Steps steps = new Steps();
        Journal.Entry load;
        if (unfinished.isPresent()) {
            load = unfinished.get();
            console.info("Going on with the seed " + described.fingerprint() + " that was interrupted");
        } else {
            load = replaceAll(request, survey, history, described, steps);
        }
        loadOrders(request, history, load, steps);
        restoreIndexes(request, steps);
        finish(load, steps);
        return new SeedSummary(
                described.fingerprint(),
                settings.asOf(),
                unfinished.isPresent(),
                steps.done(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** A run without an as-of date that goes on after midnight still means the seed it began. */
    private HistorySettings keepAsOf(SeedRequest request, SeedSurvey survey) {
        HistorySettings settings = request.history();
        if (request.asOfGiven()) {
            return settings;
        }
        return survey.journal()
                .filter(entry -> entry.state() != Journal.State.COMPLETE)
                .map(entry -> settings.withAsOf(entry.header().asOf()))
                .filter(kept ->
                        unfinished(survey, SeedSettings.of(kept, catalog)).isPresent())
                .orElse(settings);
    }

    private static Optional<Journal.Entry> unfinished(SeedSurvey survey, SeedSettings settings) {
        return survey.journal()
                .filter(entry -> entry.state() != Journal.State.COMPLETE)
                .filter(entry -> entry.header().fingerprint().equals(settings.fingerprint()));
    }

    private void refuseToDestroy(SeedRequest request, SeedSurvey survey, SeedSettings settings, boolean resuming) {
        if (request.overwrite()) {
            return;
        }
        if (!survey.withForeignRows().isEmpty()) {
            throw new RefusedException("Schema " + Identifiers.quote(target.schema())
                    + " holds rows that brickhouse:seed did not write, in "
                    + String.join(", ", survey.withForeignRows())
                    + "; nothing was changed; choose another schema with " + PropertyNames.SCHEMA
                    + ", or let them be deleted with -D" + PropertyNames.OVERWRITE + "=true.");
        }
        if (!resuming
                && survey.journal()
                        .filter(entry -> entry.state() != Journal.State.COMPLETE)
                        .isPresent()) {
            SeedSettings there =
                    SeedSettings.parse(survey.journal().get().header().settings());
            throw new RefusedException("Schema " + Identifiers.quote(target.schema())
                    + " holds an unfinished seed with other settings: "
                    + String.join(", ", settings.differences(there))
                    + "; run brickhouse:seed with those settings to complete it, or start anew with -D"
                    + PropertyNames.OVERWRITE + "=true.");
        }
    }

    /** Everything but the orders in one transaction: either the new seed has begun, or nothing has changed. */
    private Journal.Entry replaceAll(
            SeedRequest request, SeedSurvey survey, History history, SeedSettings settings, Steps steps)
            throws SQLException {
        SeedVolumes volumes = SeedVolumes.of(history.settings(), catalog);
        long createdAt = History.micros(history.settings().start());
        return Transactions.call(target.dataSource(), connection -> {
            TableReset.empty(connection, target.schema(), sql);
            write(
                    connection,
                    request,
                    RetailTables.PRODUCTS,
                    volumes.products(),
                    () -> CatalogRows.products(catalog, createdAt),
                    steps);
            write(
                    connection,
                    request,
                    RetailTables.STORES,
                    volumes.stores(),
                    () -> CatalogRows.stores(catalog, createdAt),
                    steps);
            write(
                    connection,
                    request,
                    RetailTables.USERS,
                    volumes.users(),
                    () -> CatalogRows.users(catalog, createdAt),
                    steps);
            write(
                    connection,
                    request,
                    RetailTables.INVENTORY,
                    volumes.inventory(),
                    () -> CatalogRows.inventory(StockModel.of(history, catalog)),
                    steps);
            if (!indexes.suspend(connection)) {
                console.warn("User " + connection.getMetaData().getUserName() + " does not own table "
                        + Identifiers.qualify(target.schema(), RetailTables.ORDERS.name())
                        + ", so its indexes stay in place and loading takes longer");
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
                            request.load().chunkSize()));
        });
    }

    private void write(
            Connection connection,
            SeedRequest request,
            Table table,
            long rows,
            java.util.function.Supplier<RowSource> source,
            Steps steps)
            throws SQLException {
        long start = System.nanoTime();
        new TableLoader(target.schema(), LoadMethod.INSERT, request.load().batchSize())
                .load(connection, table, source.get(), 0, rows);
        steps.add(table.name(), rows, start, true);
    }

    private void loadOrders(SeedRequest request, History history, Journal.Entry load, Steps steps) throws SQLException {
        long start = System.nanoTime();
        long total = load.header().totalRows();
        long before = Transactions.call(target.dataSource(), connection -> journal.loadedRows(connection, load.id()));
        TableLoader loader = new TableLoader(
                target.schema(), request.load().method(), request.load().batchSize());
        try (Progress.Task task = progress.begin(RetailTables.ORDERS.name(), total, before)) {
            new ChunkedLoad(target.dataSource(), journal, loader, RetailTables.ORDERS, () -> new OrderRows(history))
                    .run(load, request.load().threads(), task);
        }
        Transactions.call(target.dataSource(), connection -> {
            journal.advance(connection, load.id(), Journal.State.FINISHING);
            return null;
        });
        steps.add(RetailTables.ORDERS.name(), total - before, start, true);
    }

    private void restoreIndexes(SeedRequest request, Steps steps) throws SQLException {
        long start = System.nanoTime();
        int pending = Transactions.call(target.dataSource(), indexes::pending);
        try (Progress.Task task = progress.begin("indexes", pending, 0)) {
            indexes.restore(target.dataSource(), request.load().threads(), task);
        }
        steps.add("indexes and foreign keys", pending, start, false);
    }

    private void finish(Journal.Entry load, Steps steps) throws SQLException {
        SeedSettings settings = SeedSettings.parse(load.header().settings());
        long start = System.nanoTime();
        Transactions.call(target.dataSource(), connection -> {
            for (Table table : RetailTables.IN_ORDER) {
                long rows = table == RetailTables.ORDERS ? load.header().totalRows() : settings.rows(table);
                Statistics.setSequence(connection, target.schema(), table, rows, sql);
                Statistics.analyze(connection, target.schema(), table);
            }
            return null;
        });
        steps.add("statistics", RetailTables.IN_ORDER.size(), start, false);
        for (ViewRefresh view : AnalyticsRefresh.refresh(
                target.dataSource(), target.schema(), target.analyticsSchema(), false, console)) {
            steps.add(target.analyticsSchema() + '.' + view.view(), view.rows(), view.time());
        }
        Transactions.call(target.dataSource(), connection -> {
            journal.advance(connection, load.id(), Journal.State.COMPLETE);
            return null;
        });
    }

    /** Collects the lines of the summary. */
    private static final class Steps {

        private final List<SeedSummary.Step> steps = new ArrayList<>();

        void add(String name, long rows, long startNanos, boolean writes) {
            steps.add(new SeedSummary.Step(name, rows, Duration.ofNanos(System.nanoTime() - startNanos), writes));
        }

        void add(String name, long rows, Duration time) {
            steps.add(new SeedSummary.Step(name, rows, time, false));
        }

        List<SeedSummary.Step> done() {
            return steps;
        }
    }
}
