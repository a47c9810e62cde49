package dev.brickhouse.export;

import dev.brickhouse.load.Column;
import dev.brickhouse.load.Table;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Writes rows as PostgreSQL's {@code COPY … TO … (FORMAT csv, HEADER)} does, to the byte: RFC 4180 with a line feed at
 * the end of lines, nothing for NULL and two quotation marks for an empty text. For one thread.
 */
class CsvRowWriter extends TextRowWriter {

    CsvRowWriter(Table table, OutputStream out, boolean withHeader, LongConsumer progress) {
        super(table, out, ' ', progress);
        if (withHeader) {
            byte[] header = table.columns().stream()
                    .map(Column::name)
                    .collect(Collectors.joining(",", "", "\n"))
                    .getBytes(StandardCharsets.UTF_8);
            put(header, header.length);
        }
    }

    @Override
    void beginValue(int column) {
        if (column > 0) {
            put(',');
        }
    }

    @Override
    void characters(byte[] source, int length) {
        if (!needsQuotes(source, length)) {
            put(source, length);
            return;
        }
        put('"');
        int written = 0;
        for (int i = 0; i < length; i++) {
            if (source[i] == '"') {
                put(source, written, i + 1 - written);
                written = i;
            }
        }
        put(source, written, length - written);
        put('"');
    }

    private static boolean needsQuotes(byte[] source, int length) {
        for (int i = 0; i < length; i++) {
            byte each = source[i];
            if (each == ',' || each == '"' || each == '\n' || each == '\r') {
                return true;
            }
        }
        return length == 0;
    }

    @Override
    void timestampValue(long micros) {
        bareTimestamp(micros);
    }

    @Override
    void missingValue() {}

    @Override
    void endRow() {
        put('\n');
    }
}
