package dev.brickhouse.schema;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlText;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Version 1.1, which only a schema with the layout {@link Layout#PARTITIONED} has: the table of the orders,
 * partitioned. It runs in the transaction that has made the table of version 1, so there are no rows to convert.
 */
final class PartitioningMigration implements JavaMigration {

    private static final String TABLES = SqlText.read(PartitioningMigration.class, "partitioned-orders.sql");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1.1");
    }

    @Override
    public String getDescription() {
        return "partitioned orders";
    }

    @Override
    public Integer getChecksum() {
        return TABLES.hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        if (Sql.hasRows(context.getConnection(), "SELECT 1 FROM orders LIMIT 1")) {
            throw new FlywayException("table orders holds rows, which are not moved into partitions");
        }
        Sql.execute(context.getConnection(), TABLES);
    }
}
