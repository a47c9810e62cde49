package dev.brickhouse.load;

import dev.brickhouse.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table and the columns that are written, in the order in which a {@link RowSource} writes them: the one description
 * that COPY and INSERT share.
 *
 * @param name its name, unquoted
 * @param columns the written columns; the others get their defaults
 */
public record Table(String name, List<Column> columns) {

    public Table {
        columns = List.copyOf(columns);
    }

    String copyStatement(String schema) {
        return "COPY " + Identifiers.qualify(schema, name) + " (" + columnList() + ") FROM STDIN (FORMAT binary)";
    }

    /** Takes one array for each column. */
    String insertStatement(String schema) {
        String arrays = columns.stream()
                .map(column -> "?::" + column.type().sqlName() + "[]")
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + Identifiers.qualify(schema, name) + " (" + columnList() + ") SELECT * FROM unnest("
                + arrays + ")";
    }

    private String columnList() {
        return columns.stream().map(column -> Identifiers.quote(column.name())).collect(Collectors.joining(", "));
    }
}
