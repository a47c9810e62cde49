package dev.brickhouse.backup;

import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that make the sequences of our tables again: those of identity columns, and others. */
final class SequenceDdl {

    private static final SqlStatements SQL = SqlStatements.read(SequenceDdl.class, "ddl-export.sql", Map.of());

    private final RetailSchema schema;
    private final List<Sequence> sequences;

    private record Sequence(String name, String type, String options, boolean identity, String table, String column) {}

    private SequenceDdl(RetailSchema schema, List<Sequence> sequences) {
        this.schema = schema;
        this.sequences = sequences;
    }

    static SequenceDdl read(Connection connection, RetailSchema schema) throws SQLException {
        return new SequenceDdl(
                schema,
                Sql.list(
                        connection,
                        SQL.get("sequences"),
                        row -> new Sequence(
                                row.getString("sequence_name"),
                                row.getString("type_name"),
                                " START WITH " + row.getLong("seqstart") + " INCREMENT BY "
                                        + row.getLong("seqincrement") + " MINVALUE " + row.getLong("seqmin")
                                        + " MAXVALUE " + row.getLong("seqmax") + " CACHE " + row.getLong("seqcache")
                                        + (row.getBoolean("seqcycle") ? " CYCLE" : ""),
                                row.getBoolean("is_identity"),
                                row.getString("table_name"),
                                row.getString("column_name")),
                        schema.name(),
                        RetailSchema.allTables()));
    }

    /** What follows {@code GENERATED …} in the definition of an identity column, by {@code table.column}. */
    Map<String, String> identities() {
        Map<String, String> clauses = new HashMap<>();
        sequences.stream()
                .filter(Sequence::identity)
                .forEach(sequence -> clauses.put(
                        sequence.table() + '.' + sequence.column(),
                        " AS IDENTITY (SEQUENCE NAME " + schema.table(sequence.name()) + sequence.options() + ")"));
        return clauses;
    }

    /** Makes the sequences that belong to no identity column, before the tables whose defaults use them. */
    List<String> create() {
        return sequences.stream()
                .filter(sequence -> !sequence.identity())
                .map(sequence -> "CREATE SEQUENCE " + schema.table(sequence.name()) + " AS " + sequence.type()
                        + sequence.options())
                .toList();
    }

    /** Ties the same sequences to their columns, after the tables. */
    List<String> setOwners() {
        return sequences.stream()
                .filter(sequence -> !sequence.identity())
                .map(sequence -> "ALTER SEQUENCE " + schema.table(sequence.name()) + " OWNED BY "
                        + schema.table(sequence.table()) + '.' + Identifiers.quote(sequence.column()))
                .toList();
    }

    /** Sets each of them to the value that it has now. */
    List<String> setValues(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Sequence sequence : sequences) {
            String name = schema.table(sequence.name());
            statements.add(Sql.one(
                    connection,
                    "SELECT last_value, is_called FROM " + name,
                    row -> "SELECT pg_catalog.setval(" + Literals.quote(name) + ", " + row.getLong(1) + ", "
                            + row.getBoolean(2) + ")"));
        }
        return statements;
    }
}
