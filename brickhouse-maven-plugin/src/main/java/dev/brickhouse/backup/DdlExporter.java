package dev.brickhouse.backup;

import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that make our tables and views again as they are in a database, from PostgreSQL's own catalog
 * functions, read under {@link dev.brickhouse.sql.PinnedSettings#applyForExport}.
 */
final class DdlExporter {

    private final Connection connection;
    private final RetailSchema schema;
    private final SqlStatements sql = SqlStatements.read(DdlExporter.class, "definitions.sql", Map.of());

    DdlExporter(Connection connection, RetailSchema schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** What the built-in writer cannot carry, in words. */
    List<String> unsupportedObjects() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("strangers"))) {
            query.setString(1, schema.name());
            query.setArray(2, array(RetailSchema.allTables()));
            query.setString(3, schema.analytics());
            query.setArray(4, array(RetailSchema.VIEWS));
            query.setString(5, schema.name());
            query.setString(6, schema.analytics());
            return strings(query);
        }
    }

    /** Schemas, sequences and tables without constraints. */
    List<String> tables() throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "CREATE SCHEMA IF NOT EXISTS " + schema.quoted(),
                "CREATE SCHEMA IF NOT EXISTS " + schema.quotedAnalytics()));
        List<Sequence> sequences = sequences();
        Map<String, String> identities = new HashMap<>();
        List<String> owners = new ArrayList<>();
        for (Sequence sequence : sequences) {
            if (sequence.identity()) {
                identities.put(
                        sequence.table() + '.' + sequence.column(),
                        " AS IDENTITY (SEQUENCE NAME " + qualified(sequence.name()) + sequence.options() + ")");
            } else {
                statements.add("CREATE SEQUENCE " + qualified(sequence.name()) + " AS " + sequence.type()
                        + sequence.options());
                owners.add("ALTER SEQUENCE " + qualified(sequence.name()) + " OWNED BY " + qualified(sequence.table())
                        + '.' + Identifiers.quote(sequence.column()));
            }
        }
        for (String table : RetailSchema.allTables()) {
            statements.add(createTable(table, identities));
        }
        statements.addAll(owners);
        return statements;
    }

    /** Where each sequence stands. */
    List<String> sequenceStates() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Sequence sequence : sequences()) {
            try (Statement query = connection.createStatement();
                    ResultSet row =
                            query.executeQuery("SELECT last_value, is_called FROM " + qualified(sequence.name()))) {
                row.next();
                statements.add("SELECT pg_catalog.setval(" + literal(qualified(sequence.name())) + ", " + row.getLong(1)
                        + ", " + row.getBoolean(2) + ")");
            }
        }
        return statements;
    }

    /** Constraints and indexes of the tables, foreign keys last. */
    List<String> constraintsAndIndexes() throws SQLException {
        List<String> constraints = new ArrayList<>();
        List<String> foreignKeys = new ArrayList<>();
        try (PreparedStatement query = ofRelations("constraints", schema.name(), RetailSchema.allTables());
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String definition = row.getString("definition");
                (definition.startsWith("FOREIGN KEY") ? foreignKeys : constraints)
                        .add("ALTER TABLE " + qualified(row.getString("table_name")) + " ADD CONSTRAINT "
                                + Identifiers.quote(row.getString("constraint_name")) + ' ' + definition);
            }
        }
        List<String> statements = new ArrayList<>(constraints);
        statements.addAll(indexes(schema.name(), RetailSchema.allTables()));
        statements.addAll(foreignKeys);
        return statements;
    }

    /** The views, empty, and their indexes. */
    List<String> views() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = ofRelations("views", schema.analytics(), RetailSchema.VIEWS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String definition = row.getString("definition").strip();
                String select =
                        definition.endsWith(";") ? definition.substring(0, definition.length() - 1) : definition;
                statements.add("CREATE MATERIALIZED VIEW " + schema.view(row.getString("view_name")) + " AS\n" + select
                        + "\nWITH NO DATA");
            }
        }
        statements.addAll(indexes(schema.analytics(), RetailSchema.VIEWS));
        return statements;
    }

    /** Fills the views that hold rows. */
    List<String> refreshes() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = ofRelations("views", schema.analytics(), RetailSchema.VIEWS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (row.getBoolean("is_populated")) {
                    statements.add("REFRESH MATERIALIZED VIEW " + schema.view(row.getString("view_name")));
                }
            }
        }
        return statements;
    }

    /** Comments on all of these. */
    List<String> comments() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("comments"))) {
            for (int i = 1; i <= 6; i += 2) {
                query.setString(i, schema.name());
                query.setString(i + 1, schema.analytics());
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    statements.add("COMMENT ON " + row.getString("kind") + ' ' + row.getString("object") + " IS "
                            + literal(row.getString("description")));
                }
            }
        }
        return statements;
    }

    /** The table's columns as a list for COPY, quoted. */
    String columns(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = ofTable(table);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(Identifiers.quote(row.getString("column_name")));
            }
        }
        return String.join(", ", names);
    }

    String qualified(String table) {
        return schema.table(table);
    }

    private record Sequence(String name, String type, String options, boolean identity, String table, String column) {}

    private List<Sequence> sequences() throws SQLException {
        List<Sequence> sequences = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("sequences"))) {
            query.setString(1, schema.name());
            query.setArray(2, array(RetailSchema.allTables()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String options = " START WITH " + row.getLong("seqstart") + " INCREMENT BY "
                            + row.getLong("seqincrement") + " MINVALUE " + row.getLong("seqmin") + " MAXVALUE "
                            + row.getLong("seqmax") + " CACHE " + row.getLong("seqcache")
                            + (row.getBoolean("seqcycle") ? " CYCLE" : "");
                    sequences.add(new Sequence(
                            row.getString("sequence_name"),
                            row.getString("type_name"),
                            options,
                            row.getBoolean("is_identity"),
                            row.getString("table_name"),
                            row.getString("column_name")));
                }
            }
        }
        return sequences;
    }

    private String createTable(String table, Map<String, String> identities) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement query = ofTable(table);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
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
                columns.add(column.append(row.getBoolean("is_not_null") ? " NOT NULL" : "")
                        .toString());
            }
        }
        return "CREATE TABLE " + qualified(table) + " (\n" + String.join(",\n", columns) + "\n)";
    }

    private List<String> indexes(String inSchema, List<String> relations) throws SQLException {
        try (PreparedStatement query = ofRelations("indexes", inSchema, relations)) {
            return strings(query);
        }
    }

    private PreparedStatement ofTable(String table) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql.get("columns"));
        query.setString(1, qualified(table));
        return query;
    }

    private PreparedStatement ofRelations(String name, String inSchema, List<String> relations) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql.get(name));
        query.setString(1, inSchema);
        query.setArray(2, array(relations));
        query.setArray(3, array(relations));
        return query;
    }

    private Array array(List<String> names) throws SQLException {
        return connection.createArrayOf("text", names.toArray());
    }

    private static List<String> strings(PreparedStatement query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** As every server reads it that keeps to standard_conforming_strings, which the script switches on. */
    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
