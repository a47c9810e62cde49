package dev.brickhouse.export;

import dev.brickhouse.load.Table;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Writes each row as a JSON object on a line of its own, with every column: numbers as numbers, timestamps in ISO 8601
 * without a time zone, and null for NULL. For one thread.
 */
final class NdjsonRowWriter extends TextRowWriter {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** What stands in front of each column's value, its name included. */
    private final byte[][] keys;

    NdjsonRowWriter(Table table, OutputStream out, LongConsumer progress) {
        super(table, out, 'T', progress);
        keys = new byte[table.columns().size()][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] =
                    ((i == 0 ? "{\"" : ",\"") + table.columns().get(i).name() + "\":").getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    void beginValue(int column) {
        put(keys[column], keys[column].length);
    }

    @Override
    void characters(byte[] source, int length) {
        put('"');
        int written = 0;
        for (int i = 0; i < length; i++) {
            byte each = source[i];
            // bytes of characters beyond ASCII are negative
            if (each == '"' || each == '\\' || each >= 0 && each < ' ') {
                put(source, written, i - written);
                escape(each);
                written = i + 1;
            }
        }
        put(source, written, length - written);
        put('"');
    }

    private void escape(byte character) {
        put('\\');
        switch (character) {
            case '"', '\\' -> put((char) character);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                put('0');
                put('0');
                put((char) HEX[character >> 4]);
                put((char) HEX[character & 15]);
            }
        }
    }

    @Override
    void timestampValue(long micros) {
        put('"');
        bareTimestamp(micros);
        put('"');
    }

    @Override
    void missingValue() {
        put(NULL, NULL.length);
    }

    @Override
    void endRow() {
        put('}');
        put('\n');
    }
}
