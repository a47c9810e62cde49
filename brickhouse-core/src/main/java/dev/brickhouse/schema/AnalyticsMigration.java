package dev.brickhouse.schema;

import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The analytics views as a repeatable migration: it runs again when their definition or what they mean changes or when
 * they are moved to another analytics schema, which a versioned migration would not notice.
 */
final class AnalyticsMigration implements JavaMigration {

    private final AnalyticsViews views;
    private final Comments comments;

    AnalyticsMigration(AnalyticsViews views, Comments comments) {
        this.views = views;
        this.comments = comments;
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
        return 31 * views.ddl().hashCode() + Comments.checksumOfViews();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        views.createMissing(context.getConnection());
        comments.addToViews(context.getConnection(), RetailSchema.VIEWS);
    }
}
