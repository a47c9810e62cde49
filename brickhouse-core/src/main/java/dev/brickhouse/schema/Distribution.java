package dev.brickhouse.schema;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.PinnedSettings;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * How the tables are distributed over the nodes of a Citus cluster. A table's distribution is written as the column that
 * its shards are chosen by, or as {@value #REFERENCE} where each node has a copy.
 */
final class Distribution {

    static final String REFERENCE = "reference";

    private static final SqlStatements SQL = SqlStatements.read(Distribution.class, "distribution.sql", Map.of());

    /** The same for the transaction as the plugin's own sessions have, for those of others. */
    private static final List<String> SETTINGS = PinnedSettings.ofSession().entrySet().stream()
            .filter(setting -> setting.getKey().startsWith("citus."))
            .map(setting -> "SET LOCAL " + setting.getKey() + " = " + setting.getValue())
            .toList();

    private static final Map<String, String> OF_TABLES = new LinkedHashMap<>();

    static {
        Resources.csv(Distribution.class, "citus-tables.csv")
                .forEach((NamedCsvRecord line) -> OF_TABLES.put(line.getField("table"), line.getField("distribution")));
    }

    private Distribution() {}

    /** How a table has to be distributed in a layout; empty if it is not to be. */
    static Optional<String> wanted(Layout layout, String table) {
        return layout == Layout.CITUS ? Optional.ofNullable(OF_TABLES.get(table)) : Optional.empty();
    }

    /** How the tables are distributed in {@link Layout#CITUS}, in words. */
    static String described() {
        return OF_TABLES.entrySet().stream()
                .map(table -> table.getKey()
                        + (table.getValue().equals(REFERENCE) ? " as a reference table" : " by " + table.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Passes each distributed table of a schema and how it is distributed, on a server that has Citus. */
    static void forEach(Connection connection, String schema, BiConsumer<String, String> consumer) throws SQLException {
        Sql.forEach(
                connection,
                SQL.get("tables"),
                row -> consumer.accept(row.getString("table_name"), row.getString("distribution")),
                schema);
    }

    /** The statements that distribute tables which were just made and have neither rows nor constraints. */
    static List<String> statements(RetailSchema target) {
        List<String> statements = new ArrayList<>(SETTINGS);
        String others = "none";
        for (Map.Entry<String, String> table : OF_TABLES.entrySet()) {
            String name = Literals.quote(target.table(table.getKey()));
            if (table.getValue().equals(REFERENCE)) {
                statements.add("SELECT pg_catalog.create_reference_table(" + name + ")");
            } else {
                statements.add(
                        "SELECT pg_catalog.create_distributed_table(" + name + ", " + Literals.quote(table.getValue())
                                + ", colocate_with => " + (others.equals("none") ? "'none'" : others) + ")");
                others = name;
            }
        }
        return statements;
    }

    /** What keeps tables from being distributed on this server, as a sentence with a remedy; empty if nothing does. */
    static Optional<String> whyUnavailable(Connection connection) throws SQLException {
        return Sql.first(connection, SQL.get("unavailable"), row -> row.getString(1));
    }
}
