package dev.brickhouse.schema;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.sql.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables and columns that the original tool makes, which are also those of version 1. */
final class OriginalTables {

    private static final Map<String, Map<String, String>> COLUMNS = read();

    static final List<String> NAMES = List.copyOf(COLUMNS.keySet());

    private OriginalTables() {}

    /**
     * What keeps the tables found from being the original's; further columns do not.
     *
     * @return phrases for the user, none if they are the original's
     */
    static List<String> differences(Map<String, FoundTable> found) {
        List<String> differences = new ArrayList<>();
        COLUMNS.forEach((table, columns) -> {
            FoundTable there = found.get(table);
            if (there == null) {
                differences.add("table \"" + table + "\" is missing");
            } else if (!there.isTable()) {
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

    static List<String> missingColumns(String table, FoundTable there) {
        return COLUMNS.get(table).keySet().stream()
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

    /**
     * A relation that stands in the target schema under the name of one of the tables.
     *
     * @param isTable whether it is an ordinary table, not a partitioned one, a view, a sequence or an index
     * @param columns types by column name, as PostgreSQL writes them
     */
    record FoundTable(boolean isTable, Map<String, String> columns) {}
}
