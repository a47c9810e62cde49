package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.maintain.Maintenance;
import dev.brickhouse.maintain.MaintenanceReport;
import dev.brickhouse.maintain.MaintenanceRequest;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs ANALYZE, VACUUM and a refresh of the views, each on request, on the tables and views that this plugin made, and
 * shows what changed.
 *
 * @since 0.1.0
 */
@Mojo(name = "maintain", requiresProject = false, threadSafe = true)
public final class MaintainMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.MAINTAIN_SKIP, defaultValue = "false")
    private boolean skipMaintain;

    /**
     * Runs ANALYZE. Default: true.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.MAINTAIN_ANALYZE, defaultValue = "true")
    private boolean analyze;

    /**
     * Runs VACUUM. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.MAINTAIN_VACUUM, defaultValue = "false")
    private boolean vacuum;

    /**
     * Refreshes the materialized views, before the other two. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.MAINTAIN_REFRESH_ANALYTICS, alias = "refresh", defaultValue = "false")
    private boolean refreshAnalytics;

    @Override
    boolean skipGoal() {
        return skipMaintain;
    }

    @Override
    void run() {
        try (Database database = open()) {
            MaintenanceReport report = Maintenance.run(
                    database.dataSource(),
                    new MaintenanceRequest(database.schema(), analyze, vacuum, refreshAnalytics),
                    console());
            report(report);
        }
    }
}
