package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What has to hold before a migration changes anything. */
final class MigrationPreconditions {

    private static final int DIFFERENCES_SHOWN = 3;

    private MigrationPreconditions() {}

    /**
     * Checks everything in one snapshot, so that a migration which commits meanwhile is seen whole or not at all.
     *
     * @param requested the layout that is asked for; null for the one that is there, or else {@link Layout#PLAIN}
     * @return what the schemas hold
     * @throws RefusedException if tables of something else, another target's views or look-alikes of PostgreSQL's own
     *     operators are in the way, or the server does not offer the layout
     * @throws DatabaseException if the plugin has not been here and the user lacks a right to create what is missing
     */
    static SchemaContents require(DataSource dataSource, RetailSchema target, Layout requested) throws SQLException {
        return Transactions.snapshot(dataSource, connection -> {
            SchemaContents contents = SchemaContents.of(connection, target);
            new AnalyticsViews(target).refuseForeign(connection);
            SearchPath.refuseLookAlikes(connection, target.name());
            if (contents.isManaged()) {
                requireOrdinaryTables(contents, target);
            } else {
                requireOriginalTables(contents, target);
                requirePrivileges(connection, target);
            }
            requireDistribution(contents, target);
            Layouts.require(connection, contents.layout(), target, requested);
            return contents;
        });
    }

    /** Keys and indexes of a partitioned table, for example, are not those that the migrations make. */
    private static void requireOrdinaryTables(SchemaContents contents, RetailSchema target) {
        List<String> others = RetailSchema.TABLES.stream()
                .filter(name -> contents.table(name)
                        .filter(table -> !table.isOrdinaryTable()
                                && !(name.equals(RetailSchema.ORDERS) && table.partitionedByDate()))
                        .isPresent())
                .toList();
        if (!others.isEmpty()) {
            throw new RefusedException("In schema " + target.quoted() + ", " + String.join(", ", others)
                    + (others.size() == 1 ? " is not an ordinary table" : " are not ordinary tables")
                    + " (but a view, or partitioned otherwise than the orders by ranges of order_date, for example), which this plugin neither repairs nor fills; nothing was"
                    + " changed; choose another schema with " + PropertyNames.SCHEMA + ".");
        }
    }

    /** Tables that Citus distributes by another column, or only some of which it distributes, cannot be filled. */
    private static void requireDistribution(SchemaContents contents, RetailSchema target) {
        Layout layout = contents.layout().orElse(Layout.PLAIN);
        List<String> others = RetailSchema.TABLES.stream()
                .filter(name -> contents.table(name)
                        .filter(table -> !table.distribution().equals(Distribution.wanted(layout, name)))
                        .isPresent())
                .toList();
        if (!others.isEmpty()) {
            throw new RefusedException("In schema " + target.quoted() + ", Citus does not distribute "
                    + String.join(", ", others) + " as the layout " + Layout.CITUS.label() + " does ("
                    + Distribution.described()
                    + "), and this plugin neither repairs nor fills tables that are distributed otherwise; nothing was"
                    + " changed; choose another schema with " + PropertyNames.SCHEMA + ".");
        }
    }

    private static void requireOriginalTables(SchemaContents contents, RetailSchema target) {
        if (RetailSchema.TABLES.stream().noneMatch(contents::hasTable)) {
            return;
        }
        List<String> differences = OriginalTables.differences(contents::table);
        int more = differences.size() - DIFFERENCES_SHOWN;
        if (!differences.isEmpty()) {
            throw new RefusedException("Schema " + target.quoted()
                    + " already holds tables that Brickhouse did not make: "
                    + String.join(", ", differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size())))
                    + (more > 0 ? " and " + more + " more differences" : "")
                    + "; nothing was changed; choose another schema with " + PropertyNames.SCHEMA + " ("
                    + PropertyNames.ENV_SCHEMA + ").");
        }
    }

    private static void requirePrivileges(Connection connection, RetailSchema target) throws SQLException {
        Optional<String> lacking = Sql.first(
                connection,
                Resources.text(MigrationPreconditions.class, "missing-privileges.sql"),
                row -> {
                    boolean exists = row.getBoolean("present");
                    String schema = Identifiers.quote(row.getString("name"));
                    String user = Identifiers.quote(row.getString("user_name"));
                    return "user " + user + " may not " + (exists ? "create anything in" : "create") + " schema "
                            + schema
                            + "; let an administrator run GRANT CREATE ON "
                            + (exists
                                    ? "SCHEMA " + schema
                                    : "DATABASE " + Identifiers.quote(row.getString("database_name")))
                            + " TO " + user + ", or connect as another user with " + PropertyNames.USER + ".";
                },
                target.names());
        if (lacking.isPresent()) {
            throw new DatabaseException("Could not create or upgrade schema " + target.quoted() + ": " + lacking.get());
        }
    }
}
