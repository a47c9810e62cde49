package dev.brickhouse.load;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The indexes, keys and foreign keys of a table.
 *
 * @param suspendable what can be dropped and recreated exactly as it was
 * @param staying what has to stay in place: a phrase for each object with its name and the reason
 */
record TableObjects(List<SuspendedObject> suspendable, List<String> staying) {

    /**
     * Reads them in the connection's transaction, under settings that give the same definitions whatever the role, the
     * database or the server sets. The settings end with the query, because the user's event triggers and functions may
     * depend on their own.
     */
    static TableObjects read(Connection connection, String schema, String table, SqlStatements sql)
            throws SQLException {
        return Transactions.undone(connection, sql.get("definition-settings"), reading -> {
            TableObjects objects = new TableObjects(new ArrayList<>(), new ArrayList<>());
            Sql.forEach(reading, sql.get("suspendable"), objects::add, schema, table);
            return objects;
        });
    }

    /**
     * The same with some of the suspendable ones staying, by name, since the server does not let them be made again.
     */
    TableObjects without(Map<String, String> refusals) {
        List<SuspendedObject> others = new ArrayList<>();
        List<String> stayingToo = new ArrayList<>(staying);
        for (SuspendedObject object : suspendable) {
            if (refusals.containsKey(object.name())) {
                stayingToo.add(object.kind().label() + ' ' + object.name()
                        + " (the server does not let it be made again: " + refusals.get(object.name()) + ')');
            } else {
                others.add(object);
            }
        }
        return new TableObjects(others, stayingToo);
    }

    private void add(ResultSet row) throws SQLException {
        String name = row.getString("object_name");
        String reasons = row.getString("reasons");
        if (reasons == null) {
            suspendable.add(new SuspendedObject(
                    name, SuspendedObject.Kind.of(row.getString("kind")), row.getString("definition")));
        } else {
            staying.add(row.getString("kind_of_object") + ' ' + name + " (" + reasons + ')');
        }
    }
}
