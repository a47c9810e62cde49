package dev.brickhouse.backup;

import dev.brickhouse.schema.Layouts;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements that make our tables and views again as they are in a database, from PostgreSQL's own catalog
 * functions, read under {@link dev.brickhouse.sql.PinnedSettings#applyForExport}.
 */
final class DdlExporter {

    /** How the statements begin that make the two schemas. */
    static final String CREATE_SCHEMA = "CREATE SCHEMA IF NOT EXISTS ";

    private final Connection connection;
    private final RetailSchema schema;
    private final SqlStatements sql = SqlStatements.read(DdlExporter.class, "ddl-export.sql", Map.of());

    DdlExporter(Connection connection, RetailSchema schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** What the built-in writer cannot carry, in words. */
    List<String> unsupportedObjects() throws SQLException {
        return Sql.strings(
                connection,
                sql.get("unsupported-objects"),
                schema.name(),
                RetailSchema.allTables(),
                SchemaContents.of(connection, schema).isPartitioned(),
                schema.analytics(),
                RetailSchema.VIEWS,
                schema.name(),
                schema.analytics());
    }

    /** Schemas, sequences and tables without constraints. */
    List<String> tables() throws SQLException {
        List<String> statements =
                new ArrayList<>(List.of(CREATE_SCHEMA + schema.quoted(), CREATE_SCHEMA + schema.quotedAnalytics()));
        SequenceDdl sequences = SequenceDdl.read(connection, schema);
        Map<String, String> identities = sequences.identities();
        statements.addAll(sequences.create());
        for (String table : RetailSchema.allTables()) {
            statements.add(createTable(table, identities));
            statements.addAll(partitions(table));
        }
        statements.addAll(sequences.setOwners());
        statements.addAll(Layouts.statements(connection, schema));
        return statements;
    }

    /** The value of each sequence. */
    List<String> sequenceStates() throws SQLException {
        return SequenceDdl.read(connection, schema).setValues(connection);
    }

    /** Constraints and indexes of the tables, foreign keys last. */
    List<String> constraintsAndIndexes() throws SQLException {
        List<String> constraints = new ArrayList<>();
        List<String> foreignKeys = new ArrayList<>();
        forEachOf("constraints", schema.name(), RetailSchema.allTables(), row -> {
            String definition = row.getString("definition");
            (definition.startsWith("FOREIGN KEY") ? foreignKeys : constraints)
                    .add("ALTER TABLE " + qualified(row.getString("table_name")) + " ADD CONSTRAINT "
                            + Identifiers.quote(row.getString("constraint_name")) + ' ' + definition);
        });
        List<String> statements = new ArrayList<>(constraints);
        statements.addAll(indexes(schema.name(), RetailSchema.allTables()));
        statements.addAll(foreignKeys);
        return statements;
    }

    /** The views, empty, and their indexes. */
    List<String> views() throws SQLException {
        List<String> statements = new ArrayList<>();
        forEachOf("views", schema.analytics(), RetailSchema.VIEWS, row -> {
            String definition = row.getString("definition").strip();
            String select = definition.endsWith(";") ? definition.substring(0, definition.length() - 1) : definition;
            statements.add("CREATE MATERIALIZED VIEW " + schema.view(row.getString("view_name")) + " AS\n" + select
                    + "\nWITH NO DATA");
        });
        statements.addAll(indexes(schema.analytics(), RetailSchema.VIEWS));
        return statements;
    }

    /** Fills the views that hold rows. */
    List<String> refreshes() throws SQLException {
        List<String> statements = new ArrayList<>();
        forEachOf("views", schema.analytics(), RetailSchema.VIEWS, row -> {
            if (row.getBoolean("is_populated")) {
                statements.add("REFRESH MATERIALIZED VIEW " + schema.view(row.getString("view_name")));
            }
        });
        return statements;
    }

    /** What is set on all of these in addition to their definitions. */
    List<String> relationProperties() throws SQLException {
        return RelationProperty.of(connection, schema).stream()
                .filter(RelationProperty::belongsInScript)
                .map(RelationProperty::statement)
                .toList();
    }

    /** Comments on all of these. */
    List<String> comments() throws SQLException {
        String tables = schema.name();
        String views = schema.analytics();
        return Sql.list(
                connection,
                sql.get("comments"),
                row -> "COMMENT ON " + row.getString("kind") + ' ' + row.getString("object") + " IS "
                        + Literals.quote(row.getString("description")),
                tables,
                views,
                tables,
                views,
                tables,
                views);
    }

    /** The table with its columns, as COPY takes it that reads rows. */
    String copied(String table) throws SQLException {
        return qualified(table) + " (" + columns(table) + ")";
    }

    /** The same as COPY takes it that writes rows; it does not write those of partitions. */
    String copiedFrom(String table) throws SQLException {
        return partitioning(table).isPresent()
                ? "(SELECT " + columns(table) + " FROM " + qualified(table) + ")"
                : copied(table);
    }

    private String columns(String table) throws SQLException {
        return String.join(", ", ofColumns(table, row -> Identifiers.quote(row.getString("column_name"))));
    }

    String qualified(String table) {
        return schema.table(table);
    }

    private String createTable(String table, Map<String, String> identities) throws SQLException {
        List<String> columns = ofColumns(table, row -> column(row, identities, table));
        return "CREATE TABLE " + qualified(table) + " (\n" + String.join(",\n", columns) + "\n)"
                + partitioning(table).map(key -> " PARTITION BY " + key).orElse("");
    }

    private List<String> partitions(String table) throws SQLException {
        return Sql.list(
                connection,
                sql.get("partitions"),
                row -> "CREATE TABLE " + qualified(row.getString("partition_name")) + " PARTITION OF "
                        + qualified(table) + ' ' + row.getString("bound"),
                qualified(table));
    }

    private Optional<String> partitioning(String table) throws SQLException {
        return Sql.first(connection, sql.get("partitioning"), row -> row.getString(1), qualified(table));
    }

    private static String column(ResultSet row, Map<String, String> identities, String table) throws SQLException {
        String name = row.getString("column_name");
        StringBuilder column = new StringBuilder("    ")
                .append(Identifiers.quote(name))
                .append(' ')
                .append(row.getString("type_name"));
        String identity = row.getString("identity_kind");
        if (!identity.isEmpty()) {
            column.append(" GENERATED ")
                    .append(identity.equals("a") ? "ALWAYS" : "BY DEFAULT")
                    .append(identities.get(table + '.' + name));
        }
        String defaultValue = row.getString("default_value");
        if (defaultValue != null) {
            column.append(" DEFAULT ").append(defaultValue);
        }
        return column.append(row.getBoolean("is_not_null") ? " NOT NULL" : "").toString();
    }

    private List<String> indexes(String inSchema, List<String> relations) throws SQLException {
        return Sql.strings(connection, sql.get("indexes"), inSchema, relations, relations);
    }

    private List<String> ofColumns(String table, Sql.RowMapper<String> mapper) throws SQLException {
        return Sql.list(connection, sql.get("columns"), mapper, qualified(table));
    }

    private void forEachOf(String query, String inSchema, List<String> relations, Sql.RowConsumer consumer)
            throws SQLException {
        Sql.forEach(connection, sql.get(query), consumer, inSchema, relations, relations);
    }
}
