package dev.brickhouse.schema;

import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/** Version 3: comments on the tables and their columns. Those on the views come with the views. */
final class CommentsMigration implements JavaMigration {

    static final String VERSION = "3";

    private final Comments comments;

    CommentsMigration(Comments comments) {
        this.comments = comments;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(VERSION);
    }

    @Override
    public String getDescription() {
        return "comments";
    }

    /** Whatever the words are later on: what was commented stays so. */
    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        comments.addToTables(context.getConnection());
    }
}
