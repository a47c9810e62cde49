package dev.brickhouse.console;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lays out rows of text in aligned columns for a log. */
public final class TextTable {

    private final List<Column> columns = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    /** Adds a column of words. */
    public TextTable words(String header) {
        return column(header, HorizontalAlign.LEFT);
    }

    /** Adds a column of numbers. */
    public TextTable numbers(String header) {
        return column(header, HorizontalAlign.RIGHT);
    }

    /** Adds a row, with one cell for each column. */
    public TextTable row(String... cells) {
        rows.add(cells.clone());
        return this;
    }

    /** The table, line by line, without colors. */
    public List<String> lines() {
        String text = AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                .data(columns.toArray(Column[]::new), rows.toArray(String[][]::new))
                .asString();
        return Arrays.asList(text.split("\\R"));
    }

    private TextTable column(String header, HorizontalAlign align) {
        columns.add(new Column().header(header).headerAlign(align).dataAlign(align));
        return this;
    }
}
