package dev.brickhouse.seed;

import dev.brickhouse.history.Continuation;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Keeps a complete seed from being replaced while a goal works on its rows: a seed that would replace it is refused
 * meanwhile. It takes one connection of the pool. For one thread.
 */
public final class SeedLease implements AutoCloseable {

    private final SeedTarget target;
    private final SqlStatements sql;
    private final Journal.Entry seed;
    private SeedLock lock;

    private SeedLease(SeedTarget target, SqlStatements sql, SeedLock lock, Journal.Entry seed) {
        this.target = target;
        this.sql = sql;
        this.lock = lock;
        this.seed = seed;
    }

    /**
     * Takes the lease on what was seeded.
     *
     * @throws RefusedException if there is no complete seed, or a seed is running
     * @throws SQLException if the server refuses
     */
    public static SeedLease of(SeedTarget target) throws SQLException {
        SqlStatements sql = SeedContext.statements(target);
        SeedLock lock = SeedLock.open(target, sql);
        try {
            return new SeedLease(target, sql, lock, lockComplete(target, lock));
        } catch (SQLException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** What the history of the seed was made from. */
    public HistorySettings history() {
        return SeedSettings.of(seed).history();
    }

    /** How far its rows reach. */
    public SeedReach reach() {
        return new SeedReach(sql, seed);
    }

    /**
     * The business beyond the end of its history, by the model that made it.
     *
     * @throws RefusedException if another version of the generator made it, whose model this plugin does not have
     */
    public Continuation continuedTo(LocalDate day) {
        SeedSettings settings = SeedSettings.of(seed);
        if (!settings.isOfThisGenerator()) {
            throw new RefusedException("The seed in schema " + target.schema().quoted()
                    + " was made by version " + settings.generatorVersion()
                    + " of the generator, and this is version "
                    + History.GENERATOR_VERSION
                    + ", which would not go on as it began; seed it again with brickhouse:seed, or use version "
                    + seed.header().pluginVersion() + " of the plugin.");
        }
        return Continuation.of(settings.history(), settings.catalog(), day);
    }

    /** How many orders were seeded. */
    public long orders() {
        return seed.header().totalRows();
    }

    /**
     * Takes the lease again if the connection was lost meanwhile.
     *
     * @throws RefusedException if another seed has replaced this one
     * @throws SQLException if the server cannot be reached
     */
    public void renew() throws SQLException {
        if (lock.isHeld()) {
            return;
        }
        lock.close();
        lock = SeedLock.open(target, sql);
        if (lockComplete(target, lock).id() != seed.id()) {
            throw new RefusedException("The seed in schema " + target.schema().quoted()
                    + " was replaced by another while the connection was lost; run this goal again.");
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    private static Journal.Entry lockComplete(SeedTarget target, SeedLock lock) throws SQLException {
        if (!lock.trySharedNow(SeedLock.Subject.LOADING)) {
            Optional<RefusedException> restore = ReplacementLock.ofRestore(lock, target);
            throw restore.isPresent()
                    ? restore.get()
                    : new RefusedException("A seed is being loaded into schema "
                            + target.schema().quoted() + "; run this goal again when it has finished.");
        }
        Journal journal = new Journal(target.schema().name());
        Optional<Journal.Entry> entry = Transactions.call(
                target.dataSource(),
                connection -> SchemaContents.of(connection, target.schema()).hasTable(Journal.TABLE)
                        ? journal.current(connection)
                        : Optional.empty());
        if (entry.isEmpty()) {
            throw new RefusedException(
                    "There is no seed in schema " + target.schema().quoted() + "; run brickhouse:seed first.");
        }
        if (!entry.get().isComplete()) {
            throw new RefusedException("The seed in schema " + target.schema().quoted()
                    + " is not complete; run brickhouse:seed to complete it first.");
        }
        return entry.get();
    }
}
