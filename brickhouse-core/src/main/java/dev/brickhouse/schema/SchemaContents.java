package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which of the plugin's tables and views exist at one moment, and whether the connected user may read them. */
public final class SchemaContents {

    private static final String RELATIONS = Resources.text(SchemaContents.class, "relations.sql");

    private final String schema;
    private final Map<String, Relation> tables = new HashMap<>();
    private final Map<String, Relation> views = new HashMap<>();

    /** The connected user as SQL takes it; unknown where there is nothing to read. */
    private String user;

    private boolean inCluster;

    /** There is the history of a setup that ended before it made anything: it was killed, or the server refused it. */
    private boolean unfinished;

    private SchemaContents(String schema) {
        this.schema = schema;
    }

    /** Looks at the tables and the views. */
    public static SchemaContents of(Connection connection, RetailSchema schema) throws SQLException {
        return of(connection, schema.name(), schema.analytics());
    }

    /**
     * Looks at the tables alone.
     *
     * @param schema their schema, unquoted
     */
    public static SchemaContents ofTables(Connection connection, String schema) throws SQLException {
        return of(connection, schema, null);
    }

    private static SchemaContents of(Connection connection, String schema, String analytics) throws SQLException {
        SchemaContents contents = new SchemaContents(schema);
        Sql.forEach(
                connection, RELATIONS, contents::add, schema, analytics, RetailSchema.allTables(), RetailSchema.VIEWS);
        if (contents.inCluster) {
            Distribution.forEach(
                    connection,
                    schema,
                    (table, how) -> contents.tables.computeIfPresent(table, (name, there) -> there.distributed(how)));
        }
        contents.unfinished = contents.hasNothingButReadableHistory() && !contents.hasMigrations(connection);
        return contents;
    }

    private boolean hasNothingButReadableHistory() {
        return table(RetailSchema.HISTORY_TABLE).filter(Relation::readable).isPresent()
                && tables.keySet().equals(Set.of(RetailSchema.HISTORY_TABLE));
    }

    private boolean hasMigrations(Connection connection) throws SQLException {
        SqlStatements sql = SqlStatements.read(
                SchemaContents.class,
                "migrations.sql",
                Map.of("schema", schema, "history", RetailSchema.HISTORY_TABLE));
        return Sql.isTrue(connection, sql.get("any"), Schemas.NOTHING_VERSION);
    }

    private void add(ResultSet row) throws SQLException {
        inCluster = row.getBoolean("in_cluster");
        user = Identifiers.quote(row.getString("user_name"));
        Map<String, String> columns = new LinkedHashMap<>();
        for (String column : (String[]) row.getArray("columns").getArray()) {
            int end = column.lastIndexOf('=');
            columns.put(column.substring(0, end), column.substring(end + 1));
        }
        Map<String, Relation> ofItsSchema = row.getBoolean("in_tables_schema") ? tables : views;
        ofItsSchema.put(
                row.getString("name"),
                new Relation(
                        row.getString("kind"),
                        row.getBoolean("populated"),
                        row.getBoolean("readable"),
                        row.getBoolean("hides_rows"),
                        row.getBoolean("partitioned_by_date"),
                        Optional.empty(),
                        columns));
    }

    /** Whether anything has the name of this table, be it a table or not. */
    public boolean hasTable(String name) {
        return tables.containsKey(name);
    }

    Optional<Relation> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The layout of the orders; empty if there is no table of orders, or another thing than the plugin makes. */
    public Optional<Layout> layout() {
        return table(RetailSchema.ORDERS).flatMap(Relation::layout);
    }

    /** Whether the orders have partitions. */
    public boolean isPartitioned() {
        return layout().filter(Layout.PARTITIONED::equals).isPresent();
    }

    /** The materialized view of this name. */
    public Optional<Relation> view(String name) {
        return Optional.ofNullable(views.get(name)).filter(Relation::isMaterializedView);
    }

    /** Whether the plugin has set up the schema: its migration history exists, and a migration has run. */
    public boolean isManaged() {
        return hasTable(RetailSchema.HISTORY_TABLE) && !unfinished;
    }

    /** @throws ConfigurationException if the plugin has not set up the schema */
    public void requireManaged() {
        if (!isManaged()) {
            throw new ConfigurationException("Schema " + Identifiers.quote(schema) + " was not set up by this plugin"
                    + runFirst("brickhouse:schema"));
        }
    }

    /**
     * Makes sure that all tables of the shop exist and that every row of what is read can be seen.
     *
     * @param doing what for, as a verb
     * @param read the names of the tables that are read; those that do not exist are passed over
     * @throws ConfigurationException if a table of the shop is missing
     * @throws DatabaseException if the user may not read a table, or row-level security can hide rows of it
     */
    public void requireReadable(String doing, Collection<String> read) {
        String failed = "Could not " + doing + " schema " + Identifiers.quote(schema) + ": ";
        List<String> missing =
                RetailSchema.TABLES.stream().filter(name -> !hasRows(name)).toList();
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    isManaged() && missing.stream().noneMatch(tables::containsKey)
                            ? Schemas.dropped(missing, Identifiers.quote(schema), "")
                            : failed + "there is no table " + String.join(", ", missing)
                                    + runFirst("brickhouse:seed or brickhouse:schema"));
        }
        String unreadable =
                names(read, name -> hasRows(name) && !tables.get(name).readable());
        if (!unreadable.isEmpty()) {
            throw new DatabaseException(failed + "user " + user + " may not read " + unreadable
                    + "; let an administrator run GRANT USAGE ON SCHEMA " + Identifiers.quote(schema) + " TO " + user
                    + " and GRANT SELECT ON ALL TABLES IN SCHEMA " + Identifiers.quote(schema) + " TO " + user
                    + ", or connect as another user with " + PropertyNames.USER + ".");
        }
        String hidden = names(read, name -> hasRows(name) && tables.get(name).hidesRows());
        if (!hidden.isEmpty()) {
            throw new DatabaseException(failed + "row-level security can hide rows of " + hidden + " from user " + user
                    + ", and the rest would be taken for all; " + SqlProblems.ROW_SECURITY_REMEDY + ".");
        }
    }

    private boolean hasRows(String table) {
        return table(table).filter(Relation::hasRows).isPresent();
    }

    private static String names(Collection<String> names, Predicate<String> condition) {
        return names.stream().filter(condition).collect(Collectors.joining(", "));
    }

    private static String runFirst(String goals) {
        return "; run " + goals + " first, or name the right schema with " + PropertyNames.SCHEMA + " ("
                + PropertyNames.ENV_SCHEMA + ").";
    }
}
