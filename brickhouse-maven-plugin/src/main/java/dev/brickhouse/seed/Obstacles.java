package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Column;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What would stop a seed on its way, as far as the catalogs tell, looked for before anything is changed: what fails after
 * the old rows are gone costs their owner more than a refusal.
 */
final class Obstacles {

    private static final String SETTINGS = "settings";

    private final SeedTarget target;
    private final SqlStatements sql;
    private final List<String> tables =
            RetailTables.IN_ORDER.stream().map(Table::name).toList();

    Obstacles(SeedTarget target) {
        this.target = target;
        this.sql = SqlStatements.read(Obstacles.class, "obstacles.sql", Map.of());
    }

    /**
     * One obstacle.
     *
     * @param what it is, with the name of the object
     * @param remedy what removes it
     * @param everywhere whether it would be met in any other schema, too
     */
    record Obstacle(String what, String remedy, boolean everywhere) {}

    /** What would stop the loading of rows, whatever there is now. */
    List<Obstacle> ofLoading(Connection connection) throws SQLException {
        List<Obstacle> found =
                new ArrayList<>(find(connection, "kinds", target.schema().name(), tables));
        if (hasHypertables(connection)) {
            found.addAll(find(connection, "hypertables", target.schema().name(), tables));
        }
        List<String> ours = new ArrayList<>(tables);
        ours.addAll(Journal.TABLES);
        found.addAll(find(connection, "row-security", target.schema().name(), ours));
        found.addAll(find(connection, "privileges", target.schema().name(), ours));
        found.addAll(find(connection, "sequences", target.schema().name(), tables));
        found.addAll(find(connection, "rules", target.schema().name(), tables));
        found.addAll(find(connection, "columns", target.schema().name(), tables, tablesOfColumns(), columnNames()));
        found.addAll(find(connection, SETTINGS));
        found.addAll(find(connection, "views", target.schema().analytics(), RetailSchema.VIEWS));
        return found;
    }

    /** What would keep the tables from being emptied, or would empty tables of others with them. */
    List<Obstacle> ofEmptying(Connection connection) throws SQLException {
        List<Obstacle> found =
                new ArrayList<>(find(connection, "emptying", target.schema().name(), tables));
        found.addAll(find(connection, "references", target.schema().name(), tables, tables));
        return found;
    }

    /** @throws RefusedException if there is any, all of them named in it */
    void refuse(List<Obstacle> obstacles) {
        if (!obstacles.isEmpty()) {
            throw new RefusedException("Schema " + target.schema().quoted()
                    + " cannot be seeded as it is, and nothing was changed: " + text(obstacles)
                    + (obstacles.stream().allMatch(Obstacle::everywhere)
                            ? "."
                            : "; or choose another schema with " + PropertyNames.SCHEMA + "."));
        }
    }

    /** All of them in one line, each with its remedy. */
    static String text(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> obstacle.what() + "; " + obstacle.remedy())
                .collect(Collectors.joining("; moreover, "));
    }

    private boolean hasHypertables(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql.get("has-hypertables"))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** The table of every column that a seed writes, beside {@link #columnNames()}. */
    private static List<String> tablesOfColumns() {
        return RetailTables.IN_ORDER.stream()
                .flatMap(table -> table.columns().stream().map(column -> table.name()))
                .toList();
    }

    private static List<String> columnNames() {
        return RetailTables.IN_ORDER.stream()
                .flatMap(table -> table.columns().stream())
                .map(Column::name)
                .toList();
    }

    /** @param parameters texts, and lists of texts */
    private List<Obstacle> find(Connection connection, String statement, Object... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get(statement))) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof List<?> texts) {
                    query.setArray(i + 1, connection.createArrayOf("text", texts.toArray()));
                } else {
                    query.setObject(i + 1, parameters[i]);
                }
            }
            List<Obstacle> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Obstacle(row.getString(1), row.getString(2), statement.equals(SETTINGS)));
                }
            }
            return found;
        }
    }
}
