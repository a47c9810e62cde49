package dev.brickhouse;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.embedded.EmbeddedBinaries;
import dev.brickhouse.seed.RowSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts a seeded database:
 *
 * <pre>{@code
 * try (SeededDatabase db = Brickhouse.embedded().scale(0.01).asOf(LocalDate.of(2026, 11, 24)).start()) {
 *     DataSource orders = db.dataSource();
 * }
 * }</pre>
 *
 * <p>All settings are optional, and have the meaning, the range and the default of the Maven plugin's parameters of the
 * same names. A value that cannot be used is refused by {@link #start()}, with a
 * {@link dev.brickhouse.problem.ConfigurationException} whose message is one sentence. Not thread-safe.
 */
public final class Brickhouse {

    private static final Set<String> SETTINGS = Stream.concat(
                    RowSettings.PROPERTIES.stream(),
                    Stream.of(
                            PropertyNames.SCHEMA,
                            PropertyNames.ANALYTICS_SCHEMA,
                            PropertyNames.LAYOUT,
                            PropertyNames.SEED_CACHE,
                            PropertyNames.SEED_CACHE_DIRECTORY,
                            PropertyNames.SEED_CACHE_SIZE,
                            PropertyNames.POSTGRES_VERSION,
                            PropertyNames.WAL_LEVEL,
                            PropertyNames.TEMPLATES_DIRECTORY,
                            PropertyNames.EMBEDDED_DATABASE,
                            PropertyNames.EMBEDDED_USER))
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, String> settings = new TreeMap<>();
    private EmbeddedBinaries binaries;

    private Brickhouse() {}

    /**
     * A database of an embedded PostgreSQL server, which all processes with the same settings share, and which stops
     * when the last of them has ended.
     */
    public static Brickhouse embedded() {
        return new Brickhouse();
    }

    /** What the four counts of orders are multiplied by: 1, the default, gives 242,291 orders. */
    public Brickhouse scale(double factor) {
        return set(PropertyNames.SCALE, Double.toString(factor));
    }

    /** The day at whose first instant the history ends. Default: today, so set it where tests expect certain rows. */
    public Brickhouse asOf(LocalDate day) {
        return set(PropertyNames.AS_OF, day.toString());
    }

    /** The random seed. Default: 42. */
    public Brickhouse seed(long seed) {
        return set(PropertyNames.RANDOM_SEED, Long.toString(seed));
    }

    /** How many months the history has, from 1 to 120. Default: 12. */
    public Brickhouse months(int months) {
        return set(PropertyNames.MONTHS, Integer.toString(months));
    }

    /** How many orders of each status there are, before {@link #scale}. */
    public Brickhouse orders(long fulfilled, long approved, long pending, long cancelled) {
        return set(PropertyNames.FULFILLED_ORDERS, Long.toString(fulfilled))
                .set(PropertyNames.APPROVED_ORDERS, Long.toString(approved))
                .set(PropertyNames.PENDING_ORDERS, Long.toString(pending))
                .set(PropertyNames.CANCELLED_ORDERS, Long.toString(cancelled));
    }

    /** How many products there are, from 156, the default, to 100,000. */
    public Brickhouse products(int products) {
        return set(PropertyNames.PRODUCTS, Integer.toString(products));
    }

    /** How many stores there are, from 26, the default, to 10,000. */
    public Brickhouse stores(int stores) {
        return set(PropertyNames.STORES, Integer.toString(stores));
    }

    /** The schema of the tables. Default: public. */
    public Brickhouse schema(String name) {
        return set(PropertyNames.SCHEMA, name);
    }

    /** How the orders are stored: plain, the default, or partitioned, one partition for each month. */
    public Brickhouse layout(String name) {
        return set(PropertyNames.LAYOUT, name);
    }

    /**
     * Whether the rows of a new data directory are copied from this user's cache of seeds, and kept there, so that they
     * are generated once for all projects and checkouts. Default: true.
     */
    public Brickhouse seedCache(boolean used) {
        return set(PropertyNames.SEED_CACHE, Boolean.toString(used));
    }

    /** The version of PostgreSQL, such as 18 or 18.6.0. Default: the one on the class path. */
    public Brickhouse postgresVersion(String version) {
        return set(PropertyNames.POSTGRES_VERSION, version);
    }

    /**
     * How much the server writes to its write-ahead log: minimal, the default, replica, or logical for tests of what
     * reads a change stream.
     */
    public Brickhouse walLevel(String level) {
        return set(PropertyNames.WAL_LEVEL, level);
    }

    /**
     * Where seeded data are kept for the next run, in a directory for each set of settings. Default:
     * {@code target/brickhouse/junit} or {@code build/brickhouse/junit} in a project of Maven or Gradle, otherwise a
     * directory of this user among the temporary files.
     */
    public Brickhouse templatesDirectory(Path directory) {
        return set(PropertyNames.TEMPLATES_DIRECTORY, directory.toString());
    }

    /** What the names of databases begin with, up to 38 bytes. Default: brickhouse. */
    public Brickhouse database(String name) {
        return set(PropertyNames.EMBEDDED_DATABASE, name);
    }

    /** The superuser who owns the databases, and who has no password. Default: postgres. */
    public Brickhouse user(String name) {
        return set(PropertyNames.EMBEDDED_USER, name);
    }

    /** Where PostgreSQL's programs come from. Default: a jar on the class path. */
    public Brickhouse binaries(EmbeddedBinaries source) {
        binaries = source;
        return this;
    }

    /**
     * Any setting by the name of its property, such as {@code brickhouse.growthRate}.
     *
     * @param value null or blank for the default
     * @throws IllegalArgumentException if there is no such setting here
     */
    public Brickhouse set(String property, String value) {
        if (!SETTINGS.contains(property)) {
            throw new IllegalArgumentException(property + " is not a setting of a seeded database; there are "
                    + String.join(", ", settings()) + ".");
        }
        if (value == null || value.isBlank()) {
            settings.remove(property);
        } else {
            settings.put(property, value);
        }
        return this;
    }

    /** The properties that {@link #set} knows, in order. */
    public static Set<String> settings() {
        return new TreeSet<>(SETTINGS);
    }

    /**
     * Starts the server, or joins the one that runs, and seeds the database unless an earlier run with the same
     * settings has left it.
     *
     * @throws dev.brickhouse.problem.BrickhouseException if a value cannot be used, PostgreSQL's programs are not on
     *     the class path, or the server cannot be started
     */
    public SeededDatabase start() {
        return SeededDatabase.start(new TemplatePlan(Map.copyOf(settings), binaries));
    }
}
