package dev.brickhouse.load;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Why the journal does not keep what a running load records in it. */
final class JournalRefusal {

    private static final UUID NOBODY = new UUID(0, 0);

    private JournalRefusal() {}

    /**
     * @param id the load that records something
     * @param table the table of the journal that has not kept it
     */
    static RefusedException of(Journal journal, Connection connection, long id, String table) throws SQLException {
        Optional<Journal.Header> header =
                journal.current(connection).filter(entry -> entry.id() == id).map(Journal.Entry::header);
        boolean ofWholeLoad = table.equals(Journal.TABLE);
        if (header.isEmpty()
                || ofWholeLoad && journal.chunks().open(connection, id).count() > 0) {
            return replaced();
        }
        long loaded = journal.loadedRows(connection, id, NOBODY).total();
        return ofWholeLoad && loaded != header.get().totalRows()
                ? incomplete(journal.schema, loaded, header.get().totalRows())
                : notKept(journal.schema, table);
    }

    /** Not to be retried, unlike the conflicts between transactions that the server reports. */
    private static RefusedException replaced() {
        return new RefusedException(
                "Another seed has replaced this one and its rows; make sure that only one seed runs on a"
                        + " schema, or that all have the same settings and -D" + PropertyNames.JOIN
                        + "=true, and run this again.");
    }

    /** That something is not kept while a load is running, or when it ends. */
    static RefusedException notKept(String schema, String table) {
        return new RefusedException("Table " + Identifiers.qualify(schema, table)
                + " of the journal does not keep what the seed writes into it, which a trigger or a rule prevents that this"
                + " plugin did not make; disable or drop it, and run the same goal again.");
    }

    /** That all chunks are loaded, but they are not all that there have to be. */
    private static RefusedException incomplete(String schema, long loaded, long total) {
        return new RefusedException(
                "The seed in schema " + Identifiers.quote(schema) + " is not complete: its chunks in table "
                        + Identifiers.quote(Journal.CHUNK_TABLE) + " have " + NumberFormats.count(loaded) + " of "
                        + NumberFormats.count(total)
                        + " orders, so somebody, or a trigger or a rule, has changed the rows of that table; start over with -D"
                        + PropertyNames.RESTART + "=true.");
    }
}
