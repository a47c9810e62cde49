package dev.brickhouse.schema;

import dev.brickhouse.schema.Definition.Kind;

/** The columns that the migrations make in the application's tables: their types, defaults and which are required. */
public final class MigratedColumns {

    private MigratedColumns() {}

    /** Whether the migrations make a column of this name. */
    public static boolean contains(String table, String column) {
        return ColumnDefinition.find(table, column).isPresent();
    }

    /** Whether a column of theirs has this type there, as {@code format_type} writes it. */
    public static boolean hasType(String table, String column, String type) {
        return ColumnDefinition.find(table, column)
                .filter(made -> made.type().equals(type))
                .isPresent();
    }

    /** Whether they make a column NOT NULL. */
    public static boolean isRequired(String table, String column) {
        return Definition.of(Layout.PLAIN).stream()
                .anyMatch(made -> made.kind() == Kind.NOT_NULL
                        && made.table().equals(table)
                        && made.name().equals(column));
    }

    /** Whether they give a column this default. */
    public static boolean isDefault(String table, String column, String expression) {
        return Definition.of(Layout.PLAIN).stream()
                .anyMatch(made -> made.kind() == Kind.DEFAULT
                        && made.table().equals(table)
                        && made.name().equals(column)
                        && made.means(expression));
    }
}
