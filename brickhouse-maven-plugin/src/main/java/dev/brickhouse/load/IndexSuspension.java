package dev.brickhouse.load;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.SuspendedObject.Kind;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Puts the indexes and foreign keys of an empty table aside while it is loaded, and brings them back: checking every
 * row of an index or a reference one by one costs many times what building the index at the end does.
 *
 * <p>Their definitions stay in the journal until they are back, so that no crash can lose them.
 */
public final class IndexSuspension {

    /**
     * What a definition is read and an index is built under: the settings it was written with, the database's own
     * tablespace, where only indexes from there are put aside, and enough memory to sort a few million keys without a disk.
     */
    private static final String BUILD_SETTINGS = "SET LOCAL standard_conforming_strings = on;"
            + " SET LOCAL intervalstyle = postgres; SET LOCAL default_tablespace = '';"
            + " SET LOCAL maintenance_work_mem = '256MB'";

    private final String schema;
    private final String table;
    private final SqlStatements sql;

    /**
     * @param schema the table's schema, unquoted, where the journal is too
     * @param table the table, unquoted
     */
    public IndexSuspension(String schema, String table) {
        this.schema = schema;
        this.table = table;
        this.sql = SqlStatements.read(IndexSuspension.class, "index-suspension.sql", Map.of("schema", schema));
    }

    /**
     * Drops what can be put aside and notes its definition, in the connection's transaction. A role that does not own
     * the table cannot; then everything stays in place, and loading is slower but right. So does what would not come back
     * exactly as it was, or what something else depends on.
     *
     * @param console is told what stays in place, and why
     * @return whether the role may put indexes aside
     */
    public boolean suspend(Connection connection, Console console) throws SQLException {
        if (!mayAlter(connection)) {
            return false;
        }
        try (PreparedStatement forget = connection.prepareStatement(sql.get("forget-restored"))) {
            forget.setString(1, table);
            forget.executeUpdate();
        }
        TableObjects objects = TableObjects.read(connection, schema, table, sql);
        for (SuspendedObject object : objects.suspendable()) {
            remember(connection, object);
            drop(connection, object);
        }
        if (!objects.staying().isEmpty()) {
            console.info("Loading table " + Identifiers.qualify(schema, table)
                    + " takes longer than it could, since this stays in place: "
                    + String.join("; ", objects.staying()));
        }
        return true;
    }

    /** How many indexes are still put aside, those of primary and unique keys included. */
    public int pendingIndexes(Connection connection) throws SQLException {
        return pending(connection, kind -> kind != Kind.FOREIGN_KEY);
    }

    /** How many foreign keys are still put aside. */
    public int pendingForeignKeys(Connection connection) throws SQLException {
        return pending(connection, kind -> kind == Kind.FOREIGN_KEY);
    }

    private int pending(Connection connection, Predicate<Kind> kinds) throws SQLException {
        return (int) suspended(connection).stream()
                .filter(object -> kinds.test(object.kind()))
                .count();
    }

    /**
     * Brings back the indexes that are still put aside, several at a time, and makes primary and unique keys of those
     * that were. Can be repeated after any interruption.
     *
     * @param workers connections that build indexes at the same time, from 1
     */
    public void restoreIndexes(DataSource dataSource, int workers, Progress.Task progress) throws SQLException {
        List<SuspendedObject> open = openOf(dataSource, kind -> kind != Kind.FOREIGN_KEY);
        List<Callable<Void>> builds = new ArrayList<>();
        for (SuspendedObject object : open) {
            builds.add(() -> {
                Transactions.call(dataSource, connection -> build(connection, object, workers));
                progress.advance(1);
                return null;
            });
        }
        Parallel.run("brickhouse-index", workers, builds);
        // what takes the lock that keeps readers away is done in an instant, and apart from the foreign keys
        addConstraints(dataSource, kind -> kind == Kind.PRIMARY_KEY || kind == Kind.UNIQUE);
    }

    /**
     * Brings back the foreign keys that are still put aside, after the indexes. Readers of the table need not wait. Can
     * be repeated after any interruption.
     */
    public void restoreForeignKeys(DataSource dataSource, Progress.Task progress) throws SQLException {
        progress.advance(addConstraints(dataSource, kind -> kind == Kind.FOREIGN_KEY));
    }

    /** The largest builds come first, so that none of them is still at work when all others are done. */
    private List<SuspendedObject> openOf(DataSource dataSource, Predicate<Kind> kinds) throws SQLException {
        return Transactions.call(dataSource, this::suspended).stream()
                .filter(object -> kinds.test(object.kind()))
                .sorted(Comparator.comparing(SuspendedObject::kind))
                .toList();
    }

    private int addConstraints(DataSource dataSource, Predicate<Kind> kinds) throws SQLException {
        List<SuspendedObject> open = openOf(dataSource, kinds);
        return Transactions.call(dataSource, connection -> {
            execute(connection, Transactions.READ_COMMITTED);
            List<SuspendedObject> mine = new ArrayList<>();
            for (SuspendedObject object : open) {
                if (isOpenForMe(connection, object)) {
                    mine.add(object);
                }
            }
            if (!mine.isEmpty()) {
                execute(connection, BUILD_SETTINGS);
                execute(
                        connection,
                        alterTable()
                                + mine.stream()
                                        .map(IndexSuspension::addConstraint)
                                        .collect(Collectors.joining(", ", " ", "")));
            }
            for (SuspendedObject object : mine) {
                restored(connection, object);
            }
            return mine.size();
        });
    }

    private boolean mayAlter(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("may-alter"))) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private List<SuspendedObject> suspended(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("suspended"))) {
            query.setString(1, table);
            List<SuspendedObject> objects = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    objects.add(new SuspendedObject(row.getString(1), Kind.of(row.getString(2)), row.getString(3)));
                }
            }
            return objects;
        }
    }

    private void remember(Connection connection, SuspendedObject object) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql.get("remember"))) {
            insert.setString(1, table);
            insert.setString(2, object.name());
            insert.setString(3, object.kind().label());
            insert.setString(4, object.definition());
            insert.executeUpdate();
        }
    }

    private void drop(Connection connection, SuspendedObject object) throws SQLException {
        execute(
                connection,
                object.kind() == Kind.INDEX
                        ? "DROP INDEX " + Identifiers.qualify(schema, object.name())
                        : alterTable() + " DROP CONSTRAINT " + Identifiers.quote(object.name()));
    }

    private Void build(Connection connection, SuspendedObject object, int workers) throws SQLException {
        execute(connection, Transactions.READ_COMMITTED);
        if (isOpenForMe(connection, object)) {
            execute(connection, BUILD_SETTINGS);
            if (workers > 1) {
                // the workers are the parallelism; more processes for each build would only wait for each other
                execute(connection, "SET LOCAL max_parallel_maintenance_workers = 0");
            }
            execute(connection, ifNotExists(object.definition()));
            if (object.kind() == Kind.INDEX) {
                restored(connection, object);
            }
        }
        return null;
    }

    /**
     * Whether the object is still put aside, which nobody else can change until the end of the transaction. Waits for
     * another run, or for the server process that a killed run has left behind, if it is at work on it.
     */
    private boolean isOpenForMe(Connection connection, SuspendedObject object) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("lock-suspended"))) {
            query.setString(1, table);
            query.setString(2, object.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String addConstraint(SuspendedObject object) {
        String name = Identifiers.quote(object.name());
        return "ADD CONSTRAINT " + name + ' '
                + switch (object.kind()) {
                    case PRIMARY_KEY -> "PRIMARY KEY USING INDEX " + name;
                    case UNIQUE -> "UNIQUE USING INDEX " + name;
                    case FOREIGN_KEY, INDEX -> object.definition();
                };
    }

    /** An index whose constraint was not added before a crash is there already. */
    private static String ifNotExists(String definition) {
        return definition.replaceFirst("^CREATE( UNIQUE)? INDEX ", "CREATE$1 INDEX IF NOT EXISTS ");
    }

    private void restored(Connection connection, SuspendedObject object) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.get("restored"))) {
            update.setString(1, table);
            update.setString(2, object.name());
            update.executeUpdate();
        }
    }

    private String alterTable() {
        return "ALTER TABLE " + Identifiers.qualify(schema, table);
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
