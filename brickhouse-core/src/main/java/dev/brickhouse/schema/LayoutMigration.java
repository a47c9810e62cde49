package dev.brickhouse.schema;

import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * What only schemas of one layout have: it stores tables of version 1 otherwise. It runs in the transaction that has
 * made them, so there are no rows to move.
 */
abstract class LayoutMigration implements JavaMigration {

    private final String version;
    private final String description;
    private final String statements;
    private final List<String> changed;
    private final String whereTo;

    /**
     * @param resource the statements
     * @param changed the tables that have to be empty
     * @param whereTo rows would have to be moved, as the end of a sentence
     */
    LayoutMigration(String version, String description, String resource, List<String> changed, String whereTo) {
        this.version = version;
        this.description = description;
        this.statements = Resources.text(LayoutMigration.class, resource);
        this.changed = changed;
        this.whereTo = whereTo;
    }

    @Override
    public final MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(version);
    }

    @Override
    public final String getDescription() {
        return description;
    }

    @Override
    public final Integer getChecksum() {
        return statements.hashCode();
    }

    @Override
    public final boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public final void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        for (String table : changed) {
            if (Sql.hasRows(connection, "SELECT 1 FROM " + table + " LIMIT 1")) {
                throw new FlywayException("table " + table + " holds rows, which are not moved " + whereTo);
            }
        }
        Sql.execute(connection, statements);
    }
}
