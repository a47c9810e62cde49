package dev.brickhouse.clone;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.connection.ServerLifetime;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes, renews and drops clones of a database on its server, by {@code CREATE DATABASE … TEMPLATE}.
 *
 * <p>A clone has everything that its source has at that moment: rows, tables, indexes, statistics, rights on its
 * objects and the settings of {@code ALTER DATABASE}. It bears a comment with its name, by which a later call knows
 * that it may replace it; no other database is ever replaced or dropped, not even a clone that was renamed. Nobody may
 * be connected to the source while it is cloned. Not thread-safe, but several may work on one server at the same time.
 */
public final class DatabaseClones implements AutoCloseable {

    private static final SqlStatements SQL = SqlStatements.read(DatabaseClones.class, "clone.sql", Map.of());

    private final ResolvedDatabase source;
    private final Database maintenance;
    private final Connection connection;

    private DatabaseClones(ResolvedDatabase source, Database maintenance, Connection connection) {
        this.source = source;
        this.maintenance = maintenance;
        this.connection = connection;
    }

    /**
     * Connects to another database of the server, since nobody may be connected to the source.
     *
     * @param source the database to clone; an embedded server is started if it is not running
     * @throws DatabaseException if the server does not let the user in
     */
    public static DatabaseClones of(ResolvedDatabase source, Console console) {
        Database maintenance = openMaintenance(source, console);
        try {
            return new DatabaseClones(
                    source, maintenance, maintenance.dataSource().getConnection());
        } catch (SQLException e) {
            maintenance.close();
            throw SqlProblems.explain(e, "connect to the server", SqlProblems.NOTHING_CHANGED);
        }
    }

    /** The session in which all this is done, on another database of the server. */
    Connection connection() {
        return connection;
    }

    /** How long the server answers. */
    ServerLifetime lifetime() {
        return maintenance.lifetime();
    }

    private static Database openMaintenance(ResolvedDatabase source, Console console) {
        ResolvedDatabase other = source.toMaintenanceDatabase();
        try {
            return Databases.open(other, ConnectionNeed.of(1), console);
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    "To clone database " + Identifiers.quote(source.database()) + ", the database "
                            + Identifiers.quote(other.database())
                            + " of the same server has to let this user in, since nobody may be connected to the one that"
                            + " is cloned. " + e.getMessage(),
                    e);
        }
    }

    /** The name of a clone by its number, from 1. */
    public static String name(String source, int number) {
        return source + "_" + number;
    }

    /**
     * Makes a clone, in place of an earlier one of the same name, whoever is connected to that.
     *
     * @return how to connect to it
     * @throws RefusedException if there is a database of that name which is not a clone of the source
     * @throws ConfigurationException if the name is too long
     * @throws DatabaseException if others are connected to the source, or the user may not do it
     */
    public ConnectionInfo make(String name) {
        requireShort(name);
        try {
            ShardedDatabases.requireOneNode(connection, source);
            UnfinishedClone.dropAbandoned(connection);
            requireOurs(find(name), name);
            try (UnfinishedClone unfinished =
                    UnfinishedClone.create(connection, " TEMPLATE " + quotedSource() + copy())) {
                new DatabaseParameters(connection).passOn(source.database(), unfinished.name());
                // as late as possible, so that it is still there if anything fails
                drop(find(name), name);
                unfinished.finish(name, mark() + name);
            }
        } catch (SQLException e) {
            throw CloneFailure.explained(e, connection, source.database(), name);
        }
        return source.toDatabase(name).connectionInfo(maintenance.connectionInfo());
    }

    /**
     * Drops a clone, whoever is connected to it.
     *
     * @return whether it existed
     * @throws RefusedException if that database is not a clone of the source
     */
    public boolean drop(String name) {
        try {
            Optional<Boolean> found = find(name);
            drop(found, name);
            return found.isPresent();
        } catch (SQLException e) {
            throw CloneFailure.explained(e, connection, source.database(), name);
        }
    }

    /**
     * Makes sure that a clone could get this name.
     *
     * @throws RefusedException if there is a database of that name which is not a clone of the source
     * @throws ConfigurationException if the name is too long
     */
    public void requirePossible(String name) {
        requireShort(name);
        try {
            ShardedDatabases.requireOneNode(connection, source);
            requireOurs(find(name), name);
        } catch (SQLException e) {
            throw CloneFailure.explained(e, connection, source.database(), name);
        }
    }

    static void requireShort(String name) {
        if (Identifiers.isTooLong(name)) {
            throw new ConfigurationException(
                    "The name '" + name + "' of a clone is longer than the " + Identifiers.LONGEST_IN_BYTES
                            + " bytes that PostgreSQL allows; give the database a shorter name.");
        }
    }

    /** The names of all clones of the source that have the names they were made with, in order. */
    public List<String> names() {
        try {
            return Sql.strings(connection, SQL.get("made-here"), mark());
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look for clones", SqlProblems.NOTHING_CHANGED);
        }
    }

    @Override
    public void close() {
        try (maintenance) {
            connection.close();
        } catch (SQLException e) {
            // the session is gone, and what it did is done
            return;
        }
    }

    /** Whether the database of this name is a clone of the source; empty if there is none. */
    private Optional<Boolean> find(String name) throws SQLException {
        return Sql.first(connection, SQL.get("find"), row -> row.getBoolean("made_here"), mark(), name);
    }

    private void drop(Optional<Boolean> found, String name) throws SQLException {
        requireOurs(found, name);
        if (found.isPresent()) {
            Sql.execute(connection, "DROP DATABASE " + Identifiers.quote(name) + " WITH (FORCE)");
        }
    }

    private void requireOurs(Optional<Boolean> found, String name) {
        if (found.isPresent() && !found.get()) {
            throw new RefusedException("There is a database " + Identifiers.quote(name) + " that is not a clone of "
                    + quotedSource() + "; it was left as it is; drop it yourself, or rename it.");
        }
    }

    /**
     * How the files are copied: as a whole where surviving a power failure does not matter, with shared blocks if
     * possible.
     */
    private String copy() throws SQLException {
        if (source.kind() == ServerKind.EXTERNAL) {
            return "";
        }
        if (Sql.isTrue(connection, SQL.get("can-share-blocks"))) {
            new DatabaseParameters(connection).set("file_copy_method", "clone");
        }
        return Sql.isTrue(connection, SQL.get("can-copy-files")) ? " STRATEGY file_copy" : "";
    }

    private String quotedSource() {
        return Identifiers.quote(source.database());
    }

    /**
     * What the comment of a clone begins with; the name follows, so that one which is renamed is nobody's but the
     * user's.
     */
    private String mark() {
        return "clone of " + quotedSource() + ", made by " + Plugin.NAME + " as ";
    }
}
