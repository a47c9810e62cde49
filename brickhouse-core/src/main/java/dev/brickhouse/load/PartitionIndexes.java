package dev.brickhouse.load;

import dev.brickhouse.console.Progress;
import dev.brickhouse.load.SuspendedObject.Kind;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Builds the suspended indexes and keys of a partitioned table in its partitions, several partitions at a time. When
 * they are then made for the table, the server takes those that are there for the parts of the new ones, at once.
 */
final class PartitionIndexes {

    private final String schema;
    private final String table;
    private final SqlStatements sql;

    /** Makes something that was put aside, and tells what to do where the server refuses. */
    @FunctionalInterface
    interface Rebuild {

        void execute(Connection connection, SuspendedObject object, String statement) throws SQLException;
    }

    PartitionIndexes(String schema, String table, SqlStatements sql) {
        this.schema = schema;
        this.table = table;
        this.sql = sql;
    }

    /** The partitions, qualified and quoted, the largest first; none if the table has none or is not partitioned. */
    List<String> partitions(Connection connection) throws SQLException {
        return Sql.strings(connection, sql.get("partitions"), schema, table);
    }

    /**
     * Builds what the partitions lack. Can be repeated after any interruption.
     *
     * @param objects indexes and keys of the table
     * @param workers how many partitions are worked on at the same time, from 1
     * @param settings what is set for the transaction that builds
     * @param rebuild by which they are made
     * @param progress advanced by the number of objects for each partition
     * @return whether there are partitions
     */
    boolean build(
            DataSource dataSource,
            List<SuspendedObject> objects,
            int workers,
            String settings,
            Rebuild rebuild,
            Progress.Task progress)
            throws SQLException {
        // the lock that keeps readers out comes with the keys, so it is held for a shorter time if these are last
        List<SuspendedObject> keysLast = objects.stream()
                .sorted(Comparator.comparing((SuspendedObject object) -> object.kind() != Kind.INDEX))
                .toList();
        List<ParallelTasks.Task> builds = new ArrayList<>();
        for (String partition : Transactions.call(dataSource, this::partitions)) {
            builds.add(() -> {
                Transactions.runReadCommitted(
                        dataSource, connection -> build(connection, partition, keysLast, settings, rebuild));
                progress.advance(objects.size());
            });
        }
        ParallelTasks.run("brickhouse-index", workers, builds);
        return !builds.isEmpty();
    }

    private void build(
            Connection connection, String partition, List<SuspendedObject> objects, String settings, Rebuild rebuild)
            throws SQLException {
        // waits for another run that builds here, or for the server process that a killed run has left behind
        Sql.execute(connection, "LOCK TABLE " + partition + " IN SHARE UPDATE EXCLUSIVE MODE");
        Set<String> there = existing(connection, partition);
        Sql.execute(connection, settings);
        for (SuspendedObject object : objects) {
            if (!there.contains(object.definition())) {
                // the server names them as it does those of partitions that are created later
                rebuild.execute(
                        connection,
                        object,
                        object.kind() == Kind.INDEX
                                ? object.createIndex("", partition)
                                : "ALTER TABLE " + partition + " ADD " + object.definition());
            }
        }
    }

    private Set<String> existing(Connection connection, String partition) throws SQLException {
        return Transactions.undone(connection, sql.get("definition-settings"), reading -> {
            return new HashSet<>(Sql.strings(reading, sql.get("of-partition"), partition, partition));
        });
    }
}
