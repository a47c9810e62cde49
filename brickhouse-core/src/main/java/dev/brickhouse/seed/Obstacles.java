package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Column;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.schema.ViewOwners;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What would make a seed fail halfway, as far as the system catalogs tell. It is looked for before anything is changed,
 * since a failure after the old rows are gone costs their owner more than a refusal.
 */
final class Obstacles {

    private static final String SETTINGS = "settings";

    /** What a seed, with the migrations before it, does to the rows of each table. */
    private static final Map<String, List<String>> COMMANDS = commands();

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
     * @param everywhere whether any other schema has it, too
     */
    record Obstacle(String what, String remedy, boolean everywhere) {}

    /** What would stop rows from being loaded, whatever the tables hold now. */
    List<Obstacle> ofLoading(Connection connection) throws SQLException {
        List<Obstacle> found =
                new ArrayList<>(find(connection, "kinds", target.schema().name(), tables, isPartitioned(connection)));
        if (Sql.isTrue(connection, sql.get("has-hypertables"))) {
            found.addAll(find(connection, "hypertables", target.schema().name(), tables));
        }
        List<String> ours = new ArrayList<>(tables);
        ours.addAll(Journal.TABLES);
        found.addAll(find(connection, "row-security", target.schema().name(), RetailSchema.allTables()));
        found.addAll(find(connection, "privileges", target.schema().name(), ours));
        found.addAll(ofSequences(connection, "UPDATE", "UPDATE", tables));
        found.addAll(findByTable(connection, "rules", COMMANDS));
        found.addAll(find(connection, "columns", target.schema().name(), tables, tablesOfColumns(), columnNames()));
        found.addAll(find(connection, SETTINGS));
        found.addAll(ofRefreshing(connection));
        return found;
    }

    /** What would keep the views from being refreshed. */
    List<Obstacle> ofRefreshing(Connection connection) throws SQLException {
        List<Obstacle> found =
                new ArrayList<>(find(connection, "views", target.schema().analytics(), RetailSchema.VIEWS));
        ViewOwners.restrictions(connection, target.schema())
                .forEach(restriction -> found.add(new Obstacle(restriction.what(), restriction.remedy(), false)));
        return found;
    }

    /**
     * What would keep the user from rows, or would do something else to them than is asked for.
     *
     * @param privileges which are needed, by table
     */
    List<Obstacle> ofAccess(Connection connection, Map<String, ? extends Collection<String>> privileges)
            throws SQLException {
        List<Obstacle> found =
                new ArrayList<>(find(connection, "row-security", target.schema().name(), privileges.keySet()));
        found.addAll(findByTable(connection, "access", privileges));
        found.addAll(findByTable(connection, "rules", privileges));
        return found;
    }

    /**
     * Missing rights on the sequences of tables.
     *
     * @param enough the privileges one of which is enough, with commas between them
     */
    List<Obstacle> ofSequences(Connection connection, String privilege, String enough, Collection<String> ofTables)
            throws SQLException {
        return find(connection, "sequences", privilege, enough, target.schema().name(), ofTables);
    }

    private boolean isPartitioned(Connection connection) throws SQLException {
        return SchemaContents.of(connection, target.schema()).isPartitioned();
    }

    /** What would keep the tables from being emptied, or would empty other tables along with them. */
    List<Obstacle> ofEmptying(Connection connection) throws SQLException {
        List<Obstacle> found =
                new ArrayList<>(find(connection, "emptying", target.schema().name(), tables));
        found.addAll(find(connection, "references", target.schema().name(), tables));
        return found;
    }

    /**
     * Sequences that cannot be moved past the ids that are seeded.
     *
     * @param rows how many rows each table gets, which are its ids from 1
     */
    List<Obstacle> ofIds(Connection connection, Map<Table, Long> rows) throws SQLException {
        List<Table> filled = List.copyOf(rows.keySet());
        return find(
                connection,
                "sequence-limits",
                filled.stream().map(Table::name).toList(),
                filled.stream().map(table -> table.columns().get(0).name()).toList(),
                filled.stream().map(table -> rows.get(table).toString()).toList(),
                target.schema().name());
    }

    /** @throws RefusedException if there is any, all of them named in it */
    void refuse(List<Obstacle> obstacles) {
        refuse(obstacles, "be seeded");
    }

    /** @param purpose what cannot be done to the schema, such as "be seeded" */
    void refuse(List<Obstacle> obstacles, String purpose) {
        if (!obstacles.isEmpty()) {
            throw new RefusedException("Schema " + target.schema().quoted()
                    + " cannot " + purpose + " as it is, and nothing was changed: " + text(obstacles)
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

    /** The table of every column that a seed writes, parallel to {@link #columnNames()}. */
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

    private static Map<String, List<String>> commands() {
        Map<String, List<String>> commands = new TreeMap<>();
        RetailTables.IN_ORDER.forEach(table -> commands.put(table.name(), List.of("INSERT", "DELETE")));
        Journal.TABLES.forEach(table -> commands.put(table, List.of("INSERT", "UPDATE", "DELETE")));
        commands.put(RetailSchema.HISTORY_TABLE, List.of("INSERT"));
        return Collections.unmodifiableMap(commands);
    }

    private List<Obstacle> findByTable(
            Connection connection, String statement, Map<String, ? extends Collection<String>> values)
            throws SQLException {
        return find(
                connection,
                statement,
                values.entrySet().stream()
                        .flatMap(each -> each.getValue().stream().map(value -> each.getKey()))
                        .toList(),
                values.values().stream().flatMap(Collection::stream).toList(),
                target.schema().name());
    }

    /** @param values texts, and lists of texts */
    private List<Obstacle> find(Connection connection, String statement, Object... values) throws SQLException {
        return Sql.list(
                connection,
                sql.get(statement),
                row -> new Obstacle(row.getString(1), row.getString(2), statement.equals(SETTINGS)),
                values);
    }
}
