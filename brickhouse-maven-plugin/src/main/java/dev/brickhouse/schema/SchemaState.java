package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Journal;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.OriginalTables.FoundTable;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlText;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What stands in the target schema before anything is changed.
 *
 * @param managed whether the plugin has been here before: its history table is there
 * @param tables the relations that bear the names of the five tables
 * @param journal the tables of the journal that are there
 */
record SchemaState(boolean managed, Map<String, FoundTable> tables, Set<String> journal) {

    private static final int DIFFERENCES_SHOWN = 3;

    static SchemaState take(DataSource dataSource, RetailSchema target) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return relations(connection, target);
        }
    }

    /**
     * Looks at everything in one snapshot, so that a migration which commits meanwhile is seen whole or not at all.
     *
     * @throws RefusedException if strange tables or another target's views are in the way
     * @throws DatabaseException if the plugin has not been here and the user lacks a right to create what is missing
     */
    static SchemaState takeBeforeMigration(DataSource dataSource, RetailSchema target) throws SQLException {
        return Transactions.snapshot(dataSource, connection -> {
            SchemaState survey = relations(connection, target);
            new AnalyticsViews(target).refuseForeign(connection);
            if (survey.managed) {
                survey.refuseOtherKinds(target);
            } else {
                survey.refuseStrangers(target);
                requirePrivileges(connection, target);
            }
            return survey;
        });
    }

    /** Whether the five tables are there without the plugin having been here: the original tool made them. */
    boolean isOriginal() {
        return !managed && !tables.isEmpty();
    }

    List<String> missingTables() {
        return RetailSchema.TABLES.stream()
                .filter(name -> !tables.containsKey(name))
                .toList();
    }

    /** The tables of the plugin and the columns of the original tables that are not there. */
    List<String> missing() {
        List<String> missing = new ArrayList<>(missingTables());
        tables.forEach((name, there) ->
                OriginalTables.missingColumns(name, there).forEach(column -> missing.add(name + '.' + column)));
        Journal.TABLES.stream().filter(name -> !journal.contains(name)).forEach(missing::add);
        return missing;
    }

    private static SchemaState relations(Connection connection, RetailSchema target) throws SQLException {
        String[] names = Stream.of(List.of(RetailSchema.HISTORY_TABLE), RetailSchema.TABLES, Journal.TABLES)
                .flatMap(List::stream)
                .toArray(String[]::new);
        Map<String, FoundTable> found = new LinkedHashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(SqlText.read(SchemaState.class, "survey-relations.sql"))) {
            select.setString(1, target.name());
            select.setArray(2, connection.createArrayOf("text", names));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    boolean isTable = row.getBoolean("is_table");
                    found.computeIfAbsent(
                                    row.getString("relname"), name -> new FoundTable(isTable, new LinkedHashMap<>()))
                            .columns()
                            .put(row.getString("attname"), row.getString("column_type"));
                }
            }
        }
        boolean managed = found.remove(RetailSchema.HISTORY_TABLE) != null;
        Set<String> journal = new HashSet<>(found.keySet());
        journal.retainAll(Journal.TABLES);
        found.keySet().removeAll(Journal.TABLES);
        return new SchemaState(managed, found, journal);
    }

    /** Keys and indexes of a partitioned table, for one, are others than the migrations make. */
    private void refuseOtherKinds(RetailSchema target) {
        List<String> others = tables.entrySet().stream()
                .filter(table -> !table.getValue().isTable())
                .map(Map.Entry::getKey)
                .toList();
        if (!others.isEmpty()) {
            throw new RefusedException("In schema " + target.quoted() + ", " + String.join(", ", others)
                    + (others.size() == 1 ? " is not an ordinary table" : " are not ordinary tables")
                    + " but partitioned or a view, for example, which this plugin neither repairs nor fills; nothing was"
                    + " changed; choose another schema with " + PropertyNames.SCHEMA + ".");
        }
    }

    private void refuseStrangers(RetailSchema target) {
        if (tables.isEmpty()) {
            return;
        }
        List<String> differences = OriginalTables.differences(tables);
        if (differences.isEmpty()) {
            return;
        }
        int more = differences.size() - DIFFERENCES_SHOWN;
        throw new RefusedException("Schema " + target.quoted()
                + " already holds tables that Brickhouse did not make: "
                + String.join(", ", differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size())))
                + (more > 0 ? " and " + more + " more differences" : "")
                + "; nothing was changed; choose another schema with " + PropertyNames.SCHEMA + " ("
                + PropertyNames.ENV_SCHEMA + ").");
    }

    private static void requirePrivileges(Connection connection, RetailSchema target) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SqlText.read(SchemaState.class, "survey-privileges.sql"))) {
            select.setArray(1, connection.createArrayOf("text", new String[] {target.name(), target.analytics()}));
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    String schema = Identifiers.quote(row.getString("name"));
                    String where = row.getBoolean("present")
                            ? "SCHEMA " + schema
                            : "DATABASE " + Identifiers.quote(row.getString("database_name"));
                    String user = Identifiers.quote(row.getString("user_name"));
                    throw new DatabaseException("Could not create or upgrade schema " + target.quoted()
                            + ": user " + user + " may not "
                            + (row.getBoolean("present") ? "create anything in" : "create")
                            + " schema " + schema + "; let an administrator run GRANT CREATE ON " + where + " TO "
                            + user + ", or connect as another user with " + PropertyNames.USER + ".");
                }
            }
        }
    }
}
