package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RefreshReport;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Refreshes the materialized views in the analytics schema, and recreates those that were dropped.
 *
 * @since 0.1.0
 */
@Mojo(
        name = "refresh-analytics",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public final class RefreshAnalyticsMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.REFRESH_ANALYTICS_SKIP, defaultValue = "false")
    private boolean skipRefreshAnalytics;

    /**
     * Uses REFRESH MATERIALIZED VIEW CONCURRENTLY, so that readers see the old rows during the refresh instead of
     * waiting. It takes longer and adds a unique index to <code>low_stock_alerts</code>, which PostgreSQL requires.
     * Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.REFRESH_ANALYTICS_CONCURRENTLY, defaultValue = "false")
    private boolean concurrently;

    @Override
    boolean skipGoal() {
        return skipRefreshAnalytics;
    }

    @Override
    void run() {
        try (Database database = open()) {
            RefreshReport report =
                    AnalyticsRefresh.refresh(database.dataSource(), database.schema(), concurrently, console());
            report.views().forEach(view -> summary().step(view.view(), view.rows(), view.time()));
            report(report);
        }
    }
}
