package dev.brickhouse.schema;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.resource.Resources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A column that the migrations make in one of the application's tables. A test compares the list with the migrations.
 *
 * @param version the migration that makes it; the original tool makes those of version 1, too
 * @param type as {@code format_type} writes it
 */
record ColumnDefinition(int version, String table, String name, String type) {

    static final List<ColumnDefinition> ALL = Resources.csv(ColumnDefinition.class, "columns.csv").stream()
            .map(ColumnDefinition::of)
            .toList();

    /** Those of a table, in their order. */
    static Stream<ColumnDefinition> of(String table) {
        return ALL.stream().filter(column -> column.table().equals(table));
    }

    /** The one of a name; empty for a user's. */
    static Optional<ColumnDefinition> find(String table, String name) {
        return of(table).filter(column -> column.name().equals(name)).findFirst();
    }

    boolean isOriginal() {
        return version == 1;
    }

    private static ColumnDefinition of(NamedCsvRecord line) {
        return new ColumnDefinition(
                Integer.parseInt(line.getField("version")),
                line.getField("table"),
                line.getField("column"),
                line.getField("type"));
    }
}
