package dev.brickhouse.advance;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.history.Continuation;
import dev.brickhouse.load.Journal;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.MonthlyPartitions;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.seed.SeedLease;
import dev.brickhouse.seed.SeedReach;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.TableAccess;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Carries a seeded business on to a later day, by the model that made it.
 *
 * <p>Each day is a transaction, and a function of what stands in the database, the seed's settings and the day: one run
 * over many days and many runs over one day each leave the same rows, and a run that was ended is resumed by the next.
 * Each object runs once; only {@link #stop()} may be called by another thread.
 */
public final class Advance {

    /** How many connections are used at the same time: by the day, and the lock on the seed. */
    public static final int CONNECTIONS = 2;

    /** The day at whose first instant the business is to end, as yyyy-mm-dd. */
    public static final ParameterReader<LocalDate> TO =
            ParameterReader.day(PropertyNames.ADVANCE_TO, LocalDate.of(1970, 1, 2), LocalDate.of(2199, 12, 31));

    private final SeedTarget target;
    private final Console console;
    private final Progress progress;
    private volatile LocalDate reached;
    private volatile boolean stopped;

    /** @param target a seeded schema, with as many connections as {@link #CONNECTIONS} tells */
    public Advance(SeedTarget target, Console console, Progress progress) {
        this.target = target;
        this.console = console;
        this.progress = progress;
    }

    /**
     * Carries it on.
     *
     * @param wanted the day at whose first instant it is to end; null for today, or for where it ends if that is later
     * @param today the latest day that can be, since nothing in a database may have happened in the future
     * @throws RefusedException if there is no complete seed, it ends later than wanted, or that is in the future
     * @throws BrickhouseException if the server refuses something; the days before are kept then
     */
    public AdvanceResult run(LocalDate wanted, LocalDate today) {
        if (wanted != null && wanted.isAfter(today)) {
            throw new RefusedException(PropertyNames.ADVANCE_TO + " is " + wanted + ", which is after today, " + today
                    + ", and nothing can have happened in the future; nothing was changed; choose a day up to today.");
        }
        long start = System.nanoTime();
        try (SeedLease lease = SeedLease.of(target)) {
            LocalDate from = Transactions.readCommitted(target.dataSource(), connection -> {
                refuseCluster(connection);
                return lease.reach().lockAndRead(connection);
            });
            reached = from;
            LocalDate to = wanted != null ? wanted : today.isBefore(from) ? from : today;
            if (to.isBefore(from)) {
                throw new RefusedException(
                        "The business in schema " + target.schema().quoted() + " already goes up to "
                                + from + ", and " + PropertyNames.ADVANCE_TO + " is " + to
                                + ", before that; nothing was changed; choose that day or a later one.");
            }
            DayCounts done = from.equals(to) ? DayCounts.NONE : carryOn(lease, from, to);
            return new AdvanceResult(from, reached, done, Duration.ofNanos(System.nanoTime() - start));
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    LockWaits.explained(e, target.dataSource()),
                    "carry on the business in schema " + target.schema().quoted(),
                    kept());
        }
    }

    /** Ends the run after the day that is being written. */
    public void stop() {
        stopped = true;
    }

    /** What stays of a run that does not end well, in one line without a full stop. */
    public String kept() {
        return reached == null
                ? SqlProblems.NOTHING_CHANGED
                : "everything up to " + reached + " is kept, and the next run goes on from there; until one has ended,"
                        + " brickhouse:refresh-analytics brings the materialized views up to date";
    }

    private void refuseCluster(Connection connection) throws SQLException {
        Optional<Layout> layout = SchemaContents.of(connection, target.schema()).layout();
        if (layout.filter(Layout.CITUS::equals).isPresent()) {
            throw new RefusedException("The orders in schema " + target.schema().quoted()
                    + " have the layout citus, which brickhouse:advance cannot carry on; nothing was changed; seed them"
                    + " again with a later " + PropertyNames.AS_OF + ", or use the layout plain or partitioned.");
        }
    }

    private DayCounts carryOn(SeedLease lease, LocalDate from, LocalDate to) throws SQLException {
        Transactions.runReadCommitted(target.dataSource(), connection -> {
            new TableAccess()
                    .to(RetailSchema.ORDERS, "SELECT", "INSERT", "UPDATE")
                    .to("inventory", "SELECT", "INSERT", "UPDATE")
                    .to("stores", "SELECT")
                    .to("users", "SELECT")
                    .to(Journal.TABLE, "SELECT", "UPDATE")
                    .moving(RetailSchema.ORDERS)
                    .moving("inventory")
                    .refreshing()
                    .require(connection, target, "be carried on");
            MonthlyPartitions.create(connection, target.schema(), from, to.minusDays(1), console);
        });
        Continuation business = lease.continuedTo(to);
        BusinessDay day = new BusinessDay(
                business, lease.orders(), Days.micros(lease.history().asOf()));
        BusinessRows rows = new BusinessRows(target.schema(), business.warehouseId(), this::kept);
        DayCounts done = DayCounts.NONE;
        long days = to.toEpochDay() - from.toEpochDay();
        try (Progress.Task task = progress.begin("days", Progress.Unit.STEPS, days, 0)) {
            while (reached.isBefore(to) && !stopped) {
                lease.renew();
                done = done.plus(passOne(lease.reach(), business, day, rows, to));
                task.advance(1);
            }
        }
        if (done.days() > 0 && !stopped) {
            AnalyticsRefresh.refresh(target.dataSource(), target.schema(), false, console);
        }
        return done;
    }

    private DayCounts passOne(SeedReach reach, Continuation business, BusinessDay day, BusinessRows rows, LocalDate to)
            throws SQLException {
        LocalDate[] next = new LocalDate[1];
        DayCounts counts = Transactions.readCommitted(target.dataSource(), connection -> {
            LocalDate today = reach.lockAndRead(connection);
            next[0] = today;
            if (!today.isBefore(to)) {
                // another run was faster
                return DayCounts.NONE;
            }
            LocalDate tomorrow = today.plusDays(1);
            BusinessState state = rows.read(connection, tomorrow.atStartOfDay());
            DayCounts passed = day.pass((int) business.days().number(today), state);
            rows.write(connection, state);
            if (!reach.set(connection, tomorrow)) {
                throw rows.swallowed(connection, Journal.TABLE, "did not keep the row");
            }
            rows.moveSequences(connection, state);
            next[0] = tomorrow;
            return passed;
        });
        reached = next[0];
        return counts;
    }
}
