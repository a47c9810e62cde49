package dev.brickhouse;

import dev.brickhouse.clone.TemplateDatabase;
import dev.brickhouse.console.Console;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A seeded database that may be changed at will, and as many more of the same kind as wanted.
 *
 * <p>The rows are made once, in a template that nobody works in; this database and those of {@link #newClone()} are
 * clones of it. Closing it drops them, and stops the server unless another process uses it. Thread-safe.
 */
public final class SeededDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.brickhouse");

    private final TemplateDatabase template;
    private final Set<CloneDatabase> clones = new LinkedHashSet<>();
    private CloneDatabase own;

    private SeededDatabase(TemplateDatabase template) {
        this.template = template;
    }

    static SeededDatabase start(TemplatePlan plan) {
        // what a goal tells its user is detail here
        Console console = Console.of(LOG::debug, LOG::warn, LOG::warn, LOG::debug);
        ResolvedDatabase source = plan.template(console);
        TemplateSeed seed = new TemplateSeed(plan, source, console);
        seed.fillNewServer();
        TemplateDatabase template = TemplateDatabase.prepare(source, seed::complete, console);
        plan.discardUnused();
        return new SeededDatabase(template);
    }

    /**
     * Makes another database with the same rows.
     *
     * @throws dev.brickhouse.problem.BrickhouseException if the server does not do it
     * @throws IllegalStateException if this has been closed
     */
    public CloneDatabase newClone() {
        ConnectionInfo made = template.newClone();
        CloneDatabase clone = new CloneDatabase(made, this);
        synchronized (clones) {
            clones.add(clone);
        }
        return clone;
    }

    /** Drops a clone unless that was done before. */
    void drop(CloneDatabase clone, ConnectionInfo connection) {
        boolean exists;
        synchronized (clones) {
            exists = clones.remove(clone);
        }
        if (exists) {
            template.drop(connection);
        }
    }

    private synchronized CloneDatabase own() {
        if (own == null) {
            own = newClone();
        }
        return own;
    }

    /** Opens a new connection each time, since a pool would not survive a test that drops its sessions. */
    public DataSource dataSource() {
        return own().dataSource();
    }

    /** The JDBC URL, without user and password. */
    public String jdbcUrl() {
        return own().jdbcUrl();
    }

    /** The superuser who owns the database. */
    public String user() {
        return own().user();
    }

    /** Empty: the server listens on this machine only. */
    public String password() {
        return own().password();
    }

    /** Where it listens, as host:port. */
    public String address() {
        return own().address();
    }

    /** The name of the database. */
    public String database() {
        return own().database();
    }

    /** Drops this database and all clones, whoever is connected to them. */
    @Override
    public void close() {
        List<CloneDatabase> left;
        synchronized (clones) {
            left = new ArrayList<>(clones);
        }
        try {
            left.forEach(CloneDatabase::close);
        } finally {
            template.close();
        }
    }
}
