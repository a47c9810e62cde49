package dev.brickhouse.clone;

import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/**
 * A clone that does not have its name yet, since it lacks something. A process that is killed leaves it behind under a
 * name that nobody would give, and the next call drops it. As long as somebody works on it, it is locked.
 */
final class UnfinishedClone implements AutoCloseable {

    /** So that the whole name is short enough. */
    private static final int RANDOM_DIGITS = 16;

    private static final SqlStatements SQL = SqlStatements.read(UnfinishedClone.class, "clone.sql", Map.of());

    private final Connection connection;
    private final String name;
    private boolean isFinished;

    private UnfinishedClone(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** @param from the rest of {@code CREATE DATABASE} */
    static UnfinishedClone create(Connection connection, String from) throws SQLException {
        String name = prefix(connection)
                + UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_DIGITS);
        Sql.call(connection, SQL.get("lock-unfinished"), name);
        UnfinishedClone clone = new UnfinishedClone(connection, name);
        try {
            Sql.execute(connection, "CREATE DATABASE " + Identifiers.quote(name) + from);
            return clone;
        } catch (SQLException e) {
            clone.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /** Gives it the comment by which it is known, and its name, in this order. */
    void finish(String clone, String comment) throws SQLException {
        Sql.execute(connection, "COMMENT ON DATABASE " + Identifiers.quote(name) + " IS " + Literals.quote(comment));
        Sql.execute(connection, "ALTER DATABASE " + Identifiers.quote(name) + " RENAME TO " + Identifiers.quote(clone));
        isFinished = true;
    }

    @Override
    public void close() throws SQLException {
        if (!isFinished) {
            drop(connection, name);
        }
        Sql.call(connection, SQL.get("unlock-unfinished"), name);
    }

    /** Drops those on which nobody works any more. */
    static void dropAbandoned(Connection connection) throws SQLException {
        for (String name : Sql.strings(connection, SQL.get("unfinished"), prefix(connection))) {
            if (Sql.isTrue(connection, SQL.get("try-lock-unfinished"), name)) {
                drop(connection, name);
                Sql.call(connection, SQL.get("unlock-unfinished"), name);
            }
        }
    }

    /** What the names of all that are made by way of the same database begin with. */
    static String prefix(Connection connection) throws SQLException {
        return Sql.one(connection, SQL.get("prefix-of-unfinished"), row -> row.getString(1));
    }

    private static void drop(Connection connection, String name) throws SQLException {
        Sql.execute(connection, "DROP DATABASE IF EXISTS " + Identifiers.quote(name) + " WITH (FORCE)");
    }
}
