package dev.brickhouse.seed;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.GuardStatement;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps seeds, the goals that work on seeded rows, and other restores away from the tables that a restore replaces. It
 * belongs to the transaction that replaces them.
 */
public final class ReplacementLock {

    /** What {@link #statement()} fails as where the lock is not free. */
    public static final GuardStatement NOT_FREE = new GuardStatement("ZR002");

    /** A seed takes the last two in the same order; who has the first one is a restore. */
    private static final List<SeedLock.Subject> SUBJECTS =
            List.of(SeedLock.Subject.RESTORING, SeedLock.Subject.SETUP, SeedLock.Subject.LOADING);

    private final SeedTarget target;
    private final SqlStatements sql;

    /** @param target whose tables are replaced */
    public ReplacementLock(SeedTarget target) {
        this.target = target;
        this.sql = SeedContext.statements(target);
    }

    /**
     * Takes it until the transaction ends.
     *
     * @param consequence what has become of the restore if the lock is not free, such as "nothing was changed"
     * @throws RefusedException if another goal works on the tables, and still does after two seconds
     */
    public void take(Connection transaction, String consequence) throws SQLException {
        SeedLock lock = SeedLock.within(transaction, target, sql);
        for (SeedLock.Subject subject : SUBJECTS) {
            if (!lock.tryExclusive(subject)) {
                throw refusal(lock, consequence);
            }
        }
    }

    /** What takes it in a transaction of another program, or fails with {@link #NOT_FREE}. */
    public String statement() {
        Map<String, String> failures = new LinkedHashMap<>();
        for (SeedLock.Subject subject : SUBJECTS) {
            failures.put(
                    "NOT pg_catalog.pg_try_advisory_xact_lock(" + subject.key + ", "
                            + SeedLock.schemaKey(target.schema()) + ")",
                    "another goal works on these tables");
        }
        return NOT_FREE.text(failures);
    }

    /** The refusal after the {@link #statement()} has failed, in another transaction. */
    public RefusedException refusal(Connection connection, String consequence) throws SQLException {
        return refusal(SeedLock.within(connection, target, sql), consequence);
    }

    private RefusedException refusal(SeedLock lock, String consequence) throws SQLException {
        String restore = lock.holder(SeedLock.Subject.RESTORING);
        String setup = lock.holder(SeedLock.Subject.SETUP);
        String who = !restore.isEmpty()
                ? "Another brickhouse:restore is running" + onSchema(restore)
                : !setup.isEmpty()
                        ? "brickhouse:seed is running" + onSchema(setup)
                        : "brickhouse:seed, brickhouse:advance or brickhouse:simulate is running"
                                + onSchema(lock.holder(SeedLock.Subject.LOADING));
        return new RefusedException(who + ", and the tables that it works on cannot be replaced meanwhile; "
                + consequence + "; wait for it to finish, or stop it, and run this again.");
    }

    private String onSchema(String holder) {
        return " on schema " + target.schema().quoted() + holder;
    }

    /** The refusal of a goal that needs tables which a restore replaces; empty if none does. */
    static Optional<RefusedException> ofRestore(SeedLock lock, SeedTarget target) throws SQLException {
        String restore = lock.holder(SeedLock.Subject.RESTORING);
        return restore.isEmpty()
                ? Optional.empty()
                : Optional.of(new RefusedException("brickhouse:restore is running on schema "
                        + target.schema().quoted() + restore
                        + ", and replaces its tables; wait for it to finish, or stop it, and run this again."));
    }
}
