package dev.brickhouse.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tables and columns that the original tool makes, which are also those of version 1. */
final class OriginalTables {

    private OriginalTables() {}

    /**
     * How the existing tables differ from the original's; additional columns do not count.
     *
     * @param found the relation of a name
     * @return phrases for the user, none if they are the original's
     */
    static List<String> differences(Function<String, Optional<Relation>> found) {
        return differences(ColumnDefinition.ALL, found);
    }

    /** @param columns among which those of later versions do not count */
    static List<String> differences(List<ColumnDefinition> columns, Function<String, Optional<Relation>> found) {
        List<String> differences = new ArrayList<>();
        for (String table : RetailSchema.TABLES) {
            Relation there = found.apply(table).orElse(null);
            if (there == null) {
                differences.add("table \"" + table + "\" is missing");
            } else if (!there.isOrdinaryTable()) {
                differences.add("\"" + table + "\" is not an ordinary table");
            } else {
                columns.stream()
                        .filter(column -> column.isOriginal() && column.table().equals(table))
                        .flatMap(column -> difference(column, there.columns().get(column.name())).stream())
                        .forEach(differences::add);
            }
        }
        return differences;
    }

    private static Optional<String> difference(ColumnDefinition wanted, String actual) {
        String named = "column \"" + wanted.name() + "\" of table \"" + wanted.table() + "\"";
        if (actual == null) {
            return Optional.of(named + " is missing");
        }
        return actual.equals(wanted.type())
                ? Optional.empty()
                : Optional.of(named + " is " + actual + " instead of " + wanted.type());
    }
}
