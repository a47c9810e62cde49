package dev.brickhouse.schema;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Version 1.2, which only a schema with the layout {@link Layout#CITUS} has: the tables of version 1, distributed. It
 * runs in the transaction that has made them, so there are no rows to move.
 */
final class CitusMigration implements JavaMigration {

    private static final String STATEMENTS = SqlText.read(CitusMigration.class, "citus-tables.sql");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1.2");
    }

    @Override
    public String getDescription() {
        return "distributed tables";
    }

    @Override
    public Integer getChecksum() {
        return STATEMENTS.hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        for (String table : RetailSchema.TABLES) {
            if (Sql.hasRows(connection, "SELECT 1 FROM " + table + " LIMIT 1")) {
                throw new FlywayException("table " + table + " holds rows, which are not moved to other nodes");
            }
        }
        Sql.execute(connection, STATEMENTS);
    }
}
