package dev.brickhouse.schema;

import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A partition that is not there.
 *
 * @param isTaken whether something else has its name
 * @param statements what creates it, by the step of {@link #STEPS}; null where there is nothing to do
 */
record MissingPartition(String name, boolean isTaken, Map<String, String> statements) {

    private static final List<String> STEPS = List.of(
            "create_table",
            "give_to_owner",
            "has_rows_to_move",
            "keep_rows_out",
            "keep_others_out",
            "disable_triggers",
            "move_rows",
            "enable_triggers",
            "attach");

    static MissingPartition of(ResultSet row) throws SQLException {
        Map<String, String> statements = new HashMap<>();
        for (String step : STEPS) {
            statements.put(step, row.getString(step));
        }
        return new MissingPartition(row.getString("name"), row.getBoolean("is_taken"), statements);
    }

    private boolean hasRowsToMove(Connection connection) throws SQLException {
        String query = statements.get("has_rows_to_move");
        return query != null && Sql.isTrue(connection, query);
    }

    void create(Connection connection, boolean moves) throws SQLException {
        execute(connection, "create_table");
        execute(connection, "give_to_owner");
        if (moves) {
            // for the application no order goes and none comes
            execute(connection, "disable_triggers");
            execute(connection, "move_rows");
            execute(connection, "enable_triggers");
        }
        execute(connection, "attach");
    }

    private void execute(Connection connection, String step) throws SQLException {
        String statement = statements.get(step);
        if (statement != null) {
            Sql.execute(connection, statement);
        }
    }

    /**
     * Locks what creating the partitions takes, before any of them is there: a lock that is raised later would wait for
     * an application that waits for the default partition.
     *
     * @return those that take rows from the default partition
     */
    static List<MissingPartition> lockAndFindRowsToMove(Connection connection, List<MissingPartition> missing)
            throws SQLException {
        MissingPartition any = missing.get(0);
        Savepoint before = connection.setSavepoint();
        any.execute(connection, "keep_rows_out");
        List<MissingPartition> moving = withRowsToMove(connection, missing);
        if (!moving.isEmpty()) {
            // gives the locks back, so that it waits for the others without holding any
            connection.rollback(before);
            any.execute(connection, "keep_others_out");
            moving = withRowsToMove(connection, missing);
        }
        connection.releaseSavepoint(before);
        return moving;
    }

    private static List<MissingPartition> withRowsToMove(Connection connection, List<MissingPartition> missing)
            throws SQLException {
        List<MissingPartition> moving = new ArrayList<>();
        for (MissingPartition partition : missing) {
            if (partition.hasRowsToMove(connection)) {
                moving.add(partition);
            }
        }
        return moving;
    }
}
