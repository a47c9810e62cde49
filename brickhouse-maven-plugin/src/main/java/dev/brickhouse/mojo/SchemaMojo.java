package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.SchemaReport;
import dev.brickhouse.schema.Schemas;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Creates the tables, their indexes and the analytics views, or brings them up to date, and recreates
 * indexes, keys, constraints, defaults, sequences and views that were dropped. Nothing is ever dropped; tables that the
 * original tool made are adopted with their rows.
 *
 * @since 0.1.0
 */
@Mojo(name = "schema", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class SchemaMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SCHEMA_SKIP, defaultValue = "false")
    private boolean skipSchema;

    /**
     * How the orders are stored: <code>plain</code> (one table), <code>partitioned</code> (a partition for each month of
     * the order date) or <code>citus</code> (shards by product over the nodes of a Citus cluster). It does not affect the rows. A database that holds orders keeps its layout, and a goal that asks for
     * another is refused. Default: the layout that is there, otherwise plain.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.LAYOUT)
    private String layout;

    @Override
    boolean skipGoal() {
        return skipSchema;
    }

    @Override
    void run() {
        Layout requested = Layout.SETTING.read(layout);
        try (Database database = open(plan(), ConnectionNeed.of(Schemas.CONNECTIONS))) {
            SchemaReport report = Schemas.migrate(database.dataSource(), database.schema(), requested, console());
            report.facts().forEach(summary()::put);
            report.repairs().requireAll();
        }
    }
}
