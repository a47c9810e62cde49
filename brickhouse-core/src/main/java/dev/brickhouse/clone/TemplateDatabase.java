package dev.brickhouse.clone;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.sql.CleanUp;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * A database that is filled once and from then on only cloned: it lets nobody in, so its clones are all alike, and that
 * same property, which it gets in one step, tells whoever comes later that it is complete.
 *
 * <p>All processes that use one server share it; the first fills it while the others wait. Thread-safe.
 */
public final class TemplateDatabase implements AutoCloseable {

    private static final SqlStatements SQL = SqlStatements.read(TemplateDatabase.class, "clone.sql", Map.of());

    private static final String SUFFIX = "_template";

    private final ResolvedDatabase source;
    private final DatabaseClones clones;
    private final Connection connection;
    private final CloneOwner owner;

    private TemplateDatabase(ResolvedDatabase source, DatabaseClones clones) {
        this.source = source;
        this.clones = clones;
        this.connection = clones.connection();
        this.owner = CloneOwner.thisProcess();
    }

    /** The name of the template whose clones have names that begin with {@code database}. */
    public static String nameFor(String database) {
        return database + SUFFIX;
    }

    /**
     * Finds the template, after filling it if it is not complete or not of today, and drops the clones that killed
     * processes have left.
     *
     * @param source the database that is the template, with a name from {@link #nameFor}; an embedded server is started
     *     if it is not running
     * @param fill fills the database, completes what a process that was killed has begun, or renews what depends on the
     *     day; nobody may be connected to the database afterwards
     * @throws dev.brickhouse.problem.BrickhouseException if the server cannot be started or it cannot be filled
     */
    public static TemplateDatabase prepare(ResolvedDatabase source, Runnable fill, Console console) {
        DatabaseClones clones = DatabaseClones.of(source, console);
        try {
            TemplateDatabase template = new TemplateDatabase(source, clones);
            template.prepare(fill);
            return template;
        } catch (SQLException e) {
            clones.close();
            throw SqlProblems.explain(e, "prepare the template " + source.database(), "its next use goes on with it");
        } catch (RuntimeException e) {
            clones.close();
            throw e;
        }
    }

    private void prepare(Runnable fill) throws SQLException {
        Sql.call(connection, SQL.get("lock-template"), source.database());
        CleanUp unlock = () -> Sql.call(connection, SQL.get("unlock-template"), source.database());
        try (unlock) {
            Optional<String> made =
                    Sql.first(connection, SQL.get("template-state"), row -> row.getString("made"), source.database());
            String today = "template made by " + Plugin.NAME + " on " + LocalDate.now();
            if (!made.equals(Optional.of(today))) {
                open(true);
                fill.run();
                Sql.execute(connection, "COMMENT ON DATABASE " + quoted() + " IS '" + today + "'");
                open(false);
            }
            dropAbandoned();
        }
    }

    private void open(boolean allowed) throws SQLException {
        Sql.execute(
                connection,
                "ALTER DATABASE " + quoted() + " WITH ALLOW_CONNECTIONS " + allowed + " IS_TEMPLATE " + !allowed);
    }

    private void dropAbandoned() {
        for (String name : clones.names()) {
            CloneOwner.of(prefix(), name).filter(of -> !of.isAlive()).ifPresent(of -> clones.drop(name));
        }
    }

    /**
     * Makes a clone for this process.
     *
     * @return how to connect to it
     * @throws dev.brickhouse.problem.BrickhouseException if the server does not do it
     */
    public synchronized ConnectionInfo newClone() {
        try {
            // not while another process renews the template
            Sql.call(connection, SQL.get("lock-template-shared"), source.database());
            CleanUp unlock = () -> Sql.call(connection, SQL.get("unlock-template-shared"), source.database());
            try (unlock) {
                return clones.make(owner.newName(prefix()));
            }
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "clone the template " + source.database(), SqlProblems.NOTHING_CHANGED);
        }
    }

    /**
     * Drops a clone, whoever is connected to it.
     *
     * @throws RefusedException if that database is not a clone of this template
     */
    public synchronized void drop(ConnectionInfo clone) {
        clones.drop(clone.database());
    }

    /** Leaves the server, which stops if nobody else uses it. */
    @Override
    public synchronized void close() {
        clones.close();
    }

    private String prefix() {
        String name = source.database();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private String quoted() {
        return Identifiers.quote(source.database());
    }
}
