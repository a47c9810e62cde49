package dev.brickhouse.inspect;

import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.TextTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The five inspection queries as tables for the log. */
final class InspectionTables {

    /** Longer ones, of more shops than the default catalog has, would push the others off the screen. */
    private static final int LONGEST_TABLE = 30;

    private static final Map<String, String> NUMBER_FORMATS = Map.of(
            "avg_stock", "%,.1f",
            "avg_inventory_level", "%,.1f",
            "percentage", "%.2f",
            "total_value", "%,.2f");

    private InspectionTables() {}

    /** The tables, each under its title. */
    static List<String> of(Inspection inspection) {
        List<String> lines = new ArrayList<>();
        add(lines, "Data volumes", inspection.answer("volumes"));
        add(
                lines,
                "Inventory status by region (low stock: 50 cases or fewer)",
                inspection.answer("inventory-by-region"));
        add(lines, "Order status distribution", inspection.answer("order-status"));
        add(lines, "Top performing products by order volume", inspection.answer("top-products"));
        add(lines, "Store performance by region", inspection.answer("store-performance"));
        return lines;
    }

    private static void add(List<String> lines, String title, Rows answer) {
        lines.add("");
        lines.add(title);
        if (answer.rows().isEmpty()) {
            lines.add("(no rows)");
            return;
        }
        TextTable table = new TextTable();
        for (int column = 0; column < answer.columns().size(); column++) {
            if (isNumber(answer, column)) {
                table.numbers(answer.columns().get(column));
            } else {
                table.words(answer.columns().get(column));
            }
        }
        answer.rows().stream().limit(LONGEST_TABLE).forEach(row -> table.row(cells(answer.columns(), row)));
        lines.addAll(table.lines());
        int more = answer.rows().size() - LONGEST_TABLE;
        if (more > 0) {
            lines.add("and " + NumberFormats.count(more, "more row") + "; the HTML report has all of them");
        }
    }

    private static boolean isNumber(Rows answer, int column) {
        return answer.rows().stream().anyMatch(row -> row.get(column) instanceof Number);
    }

    private static String[] cells(List<String> columns, List<Object> row) {
        String[] cells = new String[row.size()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = cell(columns.get(column), row.get(column));
        }
        return cells;
    }

    private static String cell(String column, Object value) {
        if (value instanceof Number number) {
            return String.format(
                    Locale.ROOT, NUMBER_FORMATS.getOrDefault(column, "%,.0f"), new BigDecimal(number.toString()));
        }
        return value == null ? "" : oneLine(value.toString());
    }

    /** A line break in a name would break the table. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
