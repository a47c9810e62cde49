package dev.brickhouse.load;

import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes, keys and foreign keys of a table.
 *
 * @param suspendable what can be dropped and comes back exactly as it was
 * @param staying what has to stay in place, one phrase for each object that names it and says why
 */
record TableObjects(List<SuspendedObject> suspendable, List<String> staying) {

    /**
     * Reads them in the connection's transaction, under settings that give the same definitions whatever the role, the
     * database or the server sets; what follows in the transaction has its own settings again, because event triggers and
     * functions of the user's may count on them.
     */
    static TableObjects read(Connection connection, String schema, String table, SqlStatements sql)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.get("write-definitions-alike"));
        }
        TableObjects objects = readDefinitions(connection, schema, table, sql);
        connection.rollback(before);
        connection.releaseSavepoint(before);
        return objects;
    }

    private static TableObjects readDefinitions(Connection connection, String schema, String table, SqlStatements sql)
            throws SQLException {
        List<SuspendedObject> suspendable = new ArrayList<>();
        List<String> staying = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("suspendable"))) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    SuspendedObject object = new SuspendedObject(
                            row.getString("object_name"),
                            SuspendedObject.Kind.of(row.getString("kind")),
                            row.getString("definition"));
                    String reasons = row.getString("reasons");
                    if (reasons == null) {
                        suspendable.add(object);
                    } else {
                        staying.add(row.getString("kind_of_object") + ' ' + object.name() + " (" + reasons + ')');
                    }
                }
            }
        }
        return new TableObjects(suspendable, staying);
    }
}
