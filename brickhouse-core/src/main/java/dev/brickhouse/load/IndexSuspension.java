package dev.brickhouse.load;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.SuspendedObject.Kind;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlStateClass;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Drops the indexes and foreign keys of an empty table for as long as it is loaded, and recreates them afterwards:
 * adding every row to every index one by one costs many times what building the index at the end does.
 *
 * <p>Their definitions stay in the journal until they are recreated, so that no crash can lose them.
 */
public final class IndexSuspension {

    private final String schema;
    private final String table;
    private final SqlStatements sql;
    private final ObjectDdl ddl;

    /**
     * @param schema the schema of the table and of the journal, unquoted
     * @param table the table, unquoted
     */
    public IndexSuspension(String schema, String table) {
        this.schema = schema;
        this.table = table;
        this.ddl = new ObjectDdl(schema, table);
        this.sql = SqlStatements.read(IndexSuspension.class, "index-suspension.sql", Map.of("schema", schema));
    }

    /**
     * Drops each of them, makes it again on the rows that the table holds, and undoes both, in the connection's
     * transaction.
     *
     * @return what the server says where it refuses either, by the name of the index or constraint
     */
    public Map<String, String> unrestorable(Connection connection) throws SQLException {
        return mayAlter(connection)
                ? RebuildTrial.refusals(
                        connection,
                        ddl,
                        TableObjects.read(connection, schema, table, sql).suspendable())
                : Map.of();
    }

    /**
     * Drops indexes and foreign keys and records their definitions, in the connection's transaction. What could not be
     * recreated exactly as it was, or what something else depends on, stays in place, and so does everything if the
     * role does not own the table; loading is slower then.
     *
     * @param unrestorable what stays in place as well, by name, with the reason
     * @param console is told what stays in place, and why
     * @return whether the role has the privileges to drop and recreate them
     */
    public boolean suspend(Connection connection, Map<String, String> unrestorable, Console console)
            throws SQLException {
        if (!mayAlter(connection)) {
            return false;
        }
        forgetRestored(connection);
        new UnattachedIndexes(schema, table).drop(connection);
        TableObjects objects = TableObjects.read(connection, schema, table, sql).without(unrestorable);
        List<SuspendedObject> suspendable = objects.suspendable();
        int recorded = Sql.update(
                connection,
                sql.get("add-suspended"),
                table,
                names(suspendable),
                suspendable.stream().map(object -> object.kind().label()).toList(),
                suspendable.stream().map(SuspendedObject::definition).toList());
        if (recorded != suspendable.size()) {
            throw new Journal(schema).refusal(connection);
        }
        Sql.execute(connection, suspendable.stream().map(ddl::drop).toList());
        if (!objects.staying().isEmpty()) {
            console.info("Loading table " + Identifiers.qualify(schema, table)
                    + " takes longer than it could, since this stays in place: "
                    + String.join("; ", objects.staying()));
        }
        return true;
    }

    private boolean mayAlter(Connection connection) throws SQLException {
        return Sql.first(connection, sql.get("may-alter"), row -> row.getBoolean(1), schema, table)
                .orElse(false);
    }

    /** How many indexes are still suspended, those of primary and unique keys and those of partitions included. */
    public int countIndexes(Connection connection) throws SQLException {
        int partitions =
                new PartitionIndexes(schema, table, sql).partitions(connection).size();
        return suspended(connection, kind -> kind != Kind.FOREIGN_KEY).size() * Math.max(1, partitions);
    }

    /** How many foreign keys are still suspended. */
    public int countForeignKeys(Connection connection) throws SQLException {
        return suspended(connection, kind -> kind == Kind.FOREIGN_KEY).size();
    }

    /**
     * Rebuilds the suspended indexes, several at a time, and turns those of primary and unique keys into constraints.
     * Can be repeated after any interruption.
     *
     * @param workers connections that build indexes at the same time, from 1
     */
    public void restoreIndexes(DataSource dataSource, int workers, Progress.Task progress) throws SQLException {
        List<SuspendedObject> suspended = suspended(dataSource, kind -> kind != Kind.FOREIGN_KEY);
        List<SuspendedObject> partitioned =
                suspended.stream().filter(SuspendedObject::isPartitioned).toList();
        boolean inPartitions = !partitioned.isEmpty()
                && new PartitionIndexes(schema, table, sql)
                        .build(dataSource, partitioned, workers, buildSettings(workers), this::rebuild, progress);
        List<ParallelTasks.Task> builds = new ArrayList<>();
        for (SuspendedObject object : suspended) {
            builds.add(() -> {
                Transactions.run(dataSource, connection -> build(connection, object, workers));
                progress.advance(inPartitions ? 0 : 1);
            });
        }
        ParallelTasks.run("brickhouse-index", workers, builds);
        // the lock that keeps readers out is held for an instant only, and apart from the foreign keys
        addConstraints(dataSource, kind -> kind == Kind.PRIMARY_KEY || kind == Kind.UNIQUE);
    }

    /**
     * Adds the suspended foreign keys, after the indexes. Readers of the table need not wait. Can be repeated after any
     * interruption.
     */
    public void restoreForeignKeys(DataSource dataSource, Progress.Task progress) throws SQLException {
        progress.advance(addConstraints(dataSource, kind -> kind == Kind.FOREIGN_KEY));
    }

    private int addConstraints(DataSource dataSource, Predicate<Kind> kinds) throws SQLException {
        List<SuspendedObject> candidates = suspended(dataSource, kinds);
        return Transactions.readCommitted(dataSource, connection -> {
            List<SuspendedObject> locked = lockSuspended(connection, candidates);
            if (!locked.isEmpty()) {
                List<String> commands = new ArrayList<>(List.of(ObjectDdl.BUILD_SETTINGS));
                // a statement for each: a distributed table takes no more at a time
                locked.forEach(object -> commands.add(ddl.alterTable() + ' ' + ddl.addConstraint(object)));
                Sql.execute(connection, commands);
                markRestored(connection, locked);
            }
            return locked.size();
        });
    }

    /** Deletes the definitions of what is restored from the journal, in the connection's transaction. */
    public void forgetRestored(Connection connection) throws SQLException {
        Sql.update(connection, sql.get("forget-restored"), table);
    }

    private List<SuspendedObject> suspended(DataSource dataSource, Predicate<Kind> kinds) throws SQLException {
        return Transactions.call(dataSource, connection -> suspended(connection, kinds));
    }

    /** The largest builds come first, so that none of them is still running when all others are done. */
    private List<SuspendedObject> suspended(Connection connection, Predicate<Kind> kinds) throws SQLException {
        return Sql.list(
                        connection,
                        sql.get("suspended"),
                        row -> new SuspendedObject(row.getString(1), Kind.of(row.getString(2)), row.getString(3)),
                        table)
                .stream()
                .filter(object -> kinds.test(object.kind()))
                .sorted(Comparator.comparing(SuspendedObject::kind))
                .toList();
    }

    private void build(Connection connection, SuspendedObject object, int workers) throws SQLException {
        Sql.execute(connection, List.of(Transactions.READ_COMMITTED, buildSettings(workers)));
        if (!lockSuspended(connection, List.of(object)).isEmpty()) {
            if (ddl.hasIndexOfItsOwn(object)) {
                rebuild(connection, object, ddl.createIndex(object));
            }
            if (object.kind() == Kind.INDEX) {
                markRestored(connection, List.of(object));
            }
        }
    }

    private void rebuild(Connection connection, SuspendedObject object, String statement) throws SQLException {
        try {
            Sql.execute(connection, statement);
        } catch (SQLException e) {
            addRemedy(e, object);
            throw e;
        }
    }

    /** With several workers, more processes for each build would only wait for each other. */
    private static String buildSettings(int workers) {
        return ObjectDdl.BUILD_SETTINGS + (workers > 1 ? "; SET LOCAL max_parallel_maintenance_workers = 0" : "");
    }

    /** Rows that a unique index does not take are their caller's to explain. */
    private void addRemedy(SQLException refusal, SuspendedObject object) {
        if (SqlProblems.isPermanent(refusal) && !SqlStateClass.INTEGRITY_CONSTRAINT_VIOLATION.includes(refusal)) {
            SqlProblems.addRemedy(
                    refusal,
                    "index " + Identifiers.quote(object.name())
                            + ", which was put aside for the load, cannot be made again; fix what the server reports, or, to"
                            + " do without it, run " + statementToForget(object.name())
                            + ", and run the same goal again.");
        }
    }

    /** The statement by which a user gives up an index or a constraint that cannot be made again. */
    public String statementToForget(String name) {
        return "DELETE FROM " + Identifiers.qualify(schema, Journal.SUSPENDED_TABLE) + " WHERE object_name = "
                + Literals.quote(name);
    }

    /**
     * Locks the journal's rows of objects until the end of the transaction, unless they are restored already. Waits for
     * another run that is restoring them, or for the server process that a killed run has left behind.
     *
     * @return those that are still suspended
     */
    private List<SuspendedObject> lockSuspended(Connection connection, List<SuspendedObject> objects)
            throws SQLException {
        List<String> suspended = Sql.strings(connection, sql.get("lock-suspended"), table, names(objects));
        return objects.stream()
                .filter(object -> suspended.contains(object.name()))
                .toList();
    }

    private void markRestored(Connection connection, List<SuspendedObject> objects) throws SQLException {
        long marked =
                Sql.list(connection, sql.get("mark-restored"), row -> row.getBoolean(1), table, names(objects)).stream()
                        .filter(isMarked -> isMarked)
                        .count();
        if (marked != objects.size()) {
            throw JournalRefusal.notKept(schema, Journal.SUSPENDED_TABLE);
        }
    }

    private static List<String> names(List<SuspendedObject> objects) {
        return objects.stream().map(SuspendedObject::name).toList();
    }
}
