package dev.brickhouse;

import dev.brickhouse.clone.TemplateDatabase;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import java.time.Duration;
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
        TemplateDatabase template = TemplateDatabase.prepare(source, () -> seed(plan, source, console), console);
        plan.discardUnused();
        return new SeededDatabase(template);
    }

    private static void seed(TemplatePlan plan, ResolvedDatabase source, Console console) {
        long start = System.nanoTime();
        int connections = Seeder.connections(plan.request().load().threads());
        try (Database database = Databases.open(source, connections, console)) {
            SeedTarget target = new SeedTarget(database.dataSource(), database.schema());
            SeedResult seeded = new Seeder(target, plan.catalog(), console, Progress.NONE).seed(plan.request());
            if (seeded.outcome() == SeedResult.Outcome.KEPT) {
                // the trends are those of the last thirty days
                AnalyticsRefresh.refresh(database.dataSource(), database.schema(), false, console);
            }
            LOG.info("Prepared the seeded database " + seeded.fingerprint() + " as of " + seeded.asOf() + " in "
                    + NumberFormats.seconds(Duration.ofNanos(System.nanoTime() - start)) + " s");
        }
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
