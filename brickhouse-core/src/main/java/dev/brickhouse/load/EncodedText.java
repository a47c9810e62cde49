package dev.brickhouse.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text that is written again and again, so that it is worth being encoded and hashed once. Safe for use by several
 * threads.
 */
public final class EncodedText {

    private record Hash(PostgresHash column, long value) {}

    private final String text;
    private final byte[] bytes;
    private final byte[] padded;
    private Hash hash = new Hash(null, 0);

    /** @param text the characters */
    public EncodedText(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.padded = Arrays.copyOf(bytes, Math.max(bytes.length, BinaryCopyWriter.COPIED_BY_WORDS));
    }

    String text() {
        return text;
    }

    /** In UTF-8; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** As {@link #bytes}, with zeros behind them where they are few, so that they can be copied by words. */
    byte[] padded() {
        return padded;
    }

    /** The text's hash as a value of a column; only the last column's is remembered. */
    long hashFor(PostgresHash column) {
        Hash known = hash;
        if (known.column() == column) {
            return known.value();
        }
        long value = column.ofBytes(bytes, bytes.length);
        hash = new Hash(column, value);
        return value;
    }
}
