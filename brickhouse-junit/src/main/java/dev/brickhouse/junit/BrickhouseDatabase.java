package dev.brickhouse.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class or a test method a fresh clone of a seeded PostgreSQL database, dropped when the tests are done.
 *
 * <pre>{@code
 * @BrickhouseDatabase(scale = 0.01, asOf = "2026-11-24")
 * class OrdersTest {
 *
 *     @Test
 *     void customersOrder(DataSource database) { … }
 * }
 * }</pre>
 *
 * <p>Parameters of the types {@link javax.sql.DataSource}, {@link dev.brickhouse.CloneDatabase} and
 * {@link java.sql.Connection} (closed after the test), and fields of the first two, are filled in unless they bear an
 * annotation, such as Spring's. The rows are made once for all tests, processes and runs with the same settings.
 *
 * <p>Each setting has the meaning and range of the Maven plugin's parameter of the same name, and gives way to a JUnit
 * configuration parameter or system property, such as {@code -Dbrickhouse.scale=0.1}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(BrickhouseExtension.class)
public @interface BrickhouseDatabase {

    /** Who has a clone of their own. */
    enum Per {
        /**
         * All classes of the process with the same settings share one, for contexts that a framework keeps between
         * classes.
         */
        PROCESS,
        /** Each test class, the nested ones included. */
        CLASS,
        /** Each test method, and each repetition of one. */
        METHOD
    }

    /** Who has a clone of their own; an annotation on a method is always for that method alone. */
    Per per() default Per.CLASS;

    /** What the four counts of orders are multiplied by; 1 gives 242,291 orders. */
    double scale() default 1;

    /** The day at whose first instant the history ends, as yyyy-mm-dd; today if empty. */
    String asOf() default "";

    /** The random seed. */
    long seed() default 42;

    /** How many months the history has, from 1 to 120. */
    int months() default 12;

    /** By which fraction demand grows a month, from -0.5 to 1. */
    double growthRate() default 0.01;

    /** The strength of the seasons, from 0 to 2. */
    double seasonality() default 1;

    /** How unequally products sell, from 0 to 3. */
    double popularityExponent() default 0.9;

    /** Delivered orders, before {@link #scale}. */
    long fulfilledOrders() default 226_832;

    /** Orders that are waiting for delivery, before {@link #scale}. */
    long approvedOrders() default 13_532;

    /** Orders that are waiting for review, before {@link #scale}. */
    long pendingOrders() default 1_347;

    /** Cancelled orders, before {@link #scale}. */
    long cancelledOrders() default 580;

    /** How many products there are, from 156 to 100,000. */
    int products() default 156;

    /** How many stores there are, from 26 to 10,000. */
    int stores() default 26;

    /** The schema of the tables. */
    String schema() default "public";

    /**
     * The schema of the materialized views; if empty, analytics, or the other schema's name with _analytics behind it.
     */
    String analyticsSchema() default "";

    /** How the orders are stored: plain, or partitioned, one partition for each month. */
    String layout() default "plain";

    /** The version of PostgreSQL, such as 18 or 18.6.0; the one on the class path if empty. */
    String postgresVersion() default "";

    /**
     * How much the server writes to its write-ahead log: minimal, replica, or logical for tests of what reads a change
     * stream.
     */
    String walLevel() default "minimal";

    /** What the names of databases begin with ({@code brickhouse.embeddedDatabase}). */
    String database() default "brickhouse";

    /** The superuser who owns them, and who has no password ({@code brickhouse.embeddedUser}). */
    String user() default "postgres";

    /** Where seeded data are kept for the next run; if empty, in the build directory of the project. */
    String templatesDirectory() default "";

    /** Whether the rows of a new data directory are copied from this user's cache of seeds, and kept there. */
    boolean seedCache() default true;

    /** Where that cache is; if empty, among the user's other caches. */
    String seedCacheDirectory() default "";

    /** How large it may become, in megabytes. */
    int seedCacheSize() default 2048;
}
