package dev.brickhouse.load;

import dev.brickhouse.load.SuspendedObject.Kind;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drops indexes and constraints, makes them again on the rows that the table holds, and undoes both. */
final class RebuildTrial {

    private RebuildTrial() {}

    /**
     * Tries each of them, in the connection's transaction.
     *
     * @return what the server says where it refuses, by the name of the index or constraint
     * @throws SQLException if the server fails for a reason that is not lasting
     */
    static Map<String, String> refusals(Connection connection, ObjectDdl ddl, List<SuspendedObject> objects)
            throws SQLException {
        Map<String, String> refusals = new HashMap<>();
        for (SuspendedObject object : objects) {
            refusal(connection, ddl, object).ifPresent(words -> refusals.put(object.name(), words));
        }
        return refusals;
    }

    private static Optional<String> refusal(Connection connection, ObjectDdl ddl, SuspendedObject object)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        Optional<String> refusal = Optional.empty();
        try {
            Sql.execute(connection, ddl.drop(object));
            Sql.execute(connection, ObjectDdl.BUILD_SETTINGS);
            if (ddl.hasIndexOfItsOwn(object)) {
                Sql.execute(connection, ddl.createIndex(object));
            }
            if (object.kind() != Kind.INDEX) {
                Sql.execute(connection, ddl.alterTable() + ' ' + ddl.addConstraint(object));
            }
        } catch (SQLException e) {
            if (!SqlProblems.isLasting(e)) {
                throw e;
            }
            refusal = Optional.of(SqlProblems.oneLine(e));
        }
        connection.rollback(before);
        connection.releaseSavepoint(before);
        return refusal;
    }
}
