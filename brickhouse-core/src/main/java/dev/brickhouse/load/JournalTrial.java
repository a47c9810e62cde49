package dev.brickhouse.load;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Whether the journal's tables keep what a load writes into them. No system catalog tells what a trigger does, and one
 * that shows only when the old rows are gone would cost their owner more than a refusal.
 */
final class JournalTrial {

    /** For what is deferred would reject the load's transactions only when they are committed. */
    private static final String IMMEDIATE = "SET CONSTRAINTS ALL IMMEDIATE";

    private final Journal journal;
    private final String schema;
    private final SqlStatements sql;

    JournalTrial(Journal journal, String schema, SqlStatements sql) {
        this.journal = journal;
        this.schema = schema;
        this.sql = sql;
    }

    /**
     * Takes a load that has just begun through all that it writes, without its rows, and undoes that; only if the tables
     * have triggers, all of which are the user's.
     *
     * @throws RefusedException if something is not kept; the transaction has to be rolled back then
     */
    void run(Connection connection, long id) throws SQLException {
        List<String> triggers = triggers(connection);
        if (!triggers.isEmpty() && !Transactions.undone(connection, IMMEDIATE, trial -> keepsAll(trial, id))) {
            throw refusal(triggers);
        }
    }

    private boolean keepsAll(Connection connection, long id) throws SQLException {
        Sql.update(connection, sql.get("try-load"), new UUID(0, 0), id);
        Sql.update(connection, sql.get("try-restore"));
        Sql.update(connection, sql.get("try-forget-restored"));
        return Sql.isTrue(connection, sql.get("try-forget"), id, id)
                && journal.isMarkedFinishing(connection, id)
                && journal.isMarkedComplete(connection, id)
                && !Sql.isTrue(connection, sql.get("has-suspended"));
    }

    /** That something is not kept, before anything that was changed is committed. */
    RefusedException refusal(Connection connection) throws SQLException {
        return refusal(triggers(connection));
    }

    private RefusedException refusal(List<String> triggers) {
        return new RefusedException("Schema " + Identifiers.quote(schema)
                + " cannot be seeded as it is, and nothing was changed: the tables of the journal were tested with what a"
                + " seed writes into them, and do not keep it; "
                + (triggers.isEmpty()
                        ? "undo the changes to their definitions, and run this again."
                        : "look at what acts on their rows, and disable or drop it: " + String.join(", ", triggers)
                                + "."));
    }

    private List<String> triggers(Connection connection) throws SQLException {
        return Sql.strings(connection, sql.get("triggers"), schema, Journal.TABLES);
    }
}
