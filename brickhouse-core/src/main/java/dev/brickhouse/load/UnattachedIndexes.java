package dev.brickhouse.load;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What an interrupted run has built for suspended indexes and keys, and has not yet made keys, or parts of the
 * indexes and keys, of the table: it looks like something of the user's, and a later run makes use of it.
 */
public final class UnattachedIndexes {

    private final String schema;
    private final String table;
    private final SqlStatements sql;

    /**
     * @param schema the schema of the table and of the journal, unquoted
     * @param table the table, unquoted
     */
    public UnattachedIndexes(String schema, String table) {
        this.schema = schema;
        this.table = table;
        this.sql = SqlStatements.read(IndexSuspension.class, "index-suspension.sql", Map.of("schema", schema));
    }

    private record Unattached(String id, String drop) {

        static Unattached of(ResultSet row) throws SQLException {
            return new Unattached(row.getString("id"), row.getString("drop"));
        }
    }

    /** The object identifiers of the indexes, those of keys included; none where there is no journal. */
    public List<String> ids(Connection connection) throws SQLException {
        return read(connection).stream().map(Unattached::id).toList();
    }

    /** Drops them, in the connection's transaction, since each would slow down every row of a load that starts over. */
    void drop(Connection connection) throws SQLException {
        for (Unattached index : read(connection)) {
            Sql.execute(connection, index.drop());
        }
    }

    private List<Unattached> read(Connection connection) throws SQLException {
        if (!Sql.hasRows(connection, sql.get("has-journal"), schema, Journal.SUSPENDED_TABLE)) {
            return List.of();
        }
        return Transactions.undone(connection, sql.get("definition-settings"), reading -> {
            return Sql.list(reading, sql.get("unattached"), Unattached::of, schema, table, table);
        });
    }
}
