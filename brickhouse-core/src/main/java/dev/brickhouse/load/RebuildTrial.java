package dev.brickhouse.load;

import dev.brickhouse.load.SuspendedObject.Kind;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        List<String> all = objects.stream()
                .flatMap(object -> commands(ddl, object).stream())
                .toList();
        // together first, since each takes a while where the server is far away
        if (Transactions.trial(connection, all, SqlProblems::isPermanent).isEmpty()) {
            return Map.of();
        }
        Map<String, String> refusals = new HashMap<>();
        for (SuspendedObject object : objects) {
            Transactions.trial(connection, commands(ddl, object), SqlProblems::isPermanent)
                    .ifPresent(refusal -> refusals.put(object.name(), SqlProblems.oneLine(refusal)));
        }
        return refusals;
    }

    private static List<String> commands(ObjectDdl ddl, SuspendedObject object) {
        List<String> commands = new ArrayList<>(List.of(ddl.drop(object), ObjectDdl.BUILD_SETTINGS));
        if (ddl.hasIndexOfItsOwn(object)) {
            commands.add(ddl.createIndex(object));
        }
        if (object.kind() != Kind.INDEX) {
            commands.add(ddl.alterTable() + ' ' + ddl.addConstraint(object));
        }
        return commands;
    }
}
