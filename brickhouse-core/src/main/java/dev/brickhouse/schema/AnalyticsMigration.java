package dev.brickhouse.schema;

import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The analytics views as a repeatable migration: it runs again when their definition changes or when they are
 * moved to another analytics schema, which a versioned migration would not notice.
 */
final class AnalyticsMigration implements JavaMigration {

    private final AnalyticsViews views;

    AnalyticsMigration(AnalyticsViews views) {
        this.views = views;
    }

    @Override
    public MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "analytics views";
    }

    @Override
    public Integer getChecksum() {
        return views.ddl().hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        views.createMissing(context.getConnection());
    }
}
