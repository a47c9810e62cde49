package dev.brickhouse.schema;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.sql.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The tables and columns that the original tool makes, which are also those of version 1. */
final class OriginalTables {

    private static final Map<String, Map<String, String>> COLUMNS = read();

    static final List<String> NAMES = List.copyOf(COLUMNS.keySet());

    private OriginalTables() {}

    /**
     * How the existing tables differ from the original's; additional columns do not count.
     *
     * @param found the relation of a name
     * @return phrases for the user, none if they are the original's
     */
    static List<String> differences(Function<String, Optional<Relation>> found) {
        List<String> differences = new ArrayList<>();
        COLUMNS.forEach((table, columns) -> {
            Relation there = found.apply(table).orElse(null);
            if (there == null) {
                differences.add("table \"" + table + "\" is missing");
            } else if (!there.isOrdinaryTable()) {
                differences.add("\"" + table + "\" is not an ordinary table");
            } else {
                columns.forEach((column, type) -> {
                    String actual = there.columns().get(column);
                    String named = "column \"" + column + "\" of table \"" + table + "\"";
                    if (actual == null) {
                        differences.add(named + " is missing");
                    } else if (!actual.equals(type)) {
                        differences.add(named + " is " + actual + " instead of " + type);
                    }
                });
            }
        });
        return differences;
    }

    /** The names of a table's columns. */
    static Set<String> columns(String table) {
        return COLUMNS.get(table).keySet();
    }

    /** The type of one of them. */
    static String type(String table, String column) {
        return COLUMNS.get(table).get(column);
    }

    /** The names of the columns that a table lacks. */
    static List<String> missingColumns(String table, Relation there) {
        return columns(table).stream()
                .filter(column -> !there.columns().containsKey(column))
                .toList();
    }

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        String csv = SqlText.read(OriginalTables.class, "original-columns.csv");
        for (NamedCsvRecord line : CsvReader.builder().ofNamedCsvRecord(csv)) {
            tables.computeIfAbsent(line.getField("table"), table -> new LinkedHashMap<>())
                    .put(line.getField("column"), line.getField("type"));
        }
        return tables;
    }
}
