package dev.brickhouse.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines as bytes. Only a line feed ends one, since a carriage return may belong to a value. */
final class LineReader {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next line, its line feed included.
     *
     * @return false at the end of the input
     */
    boolean read(ByteArrayOutputStream line) throws IOException {
        line.reset();
        while (true) {
            if (position == limit) {
                position = 0;
                limit = in.read(buffer);
                if (limit < 0) {
                    limit = 0;
                    return line.size() > 0;
                }
            }
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            boolean ended = position < limit;
            if (ended) {
                position++;
            }
            line.write(buffer, start, position - start);
            if (ended) {
                return true;
            }
        }
    }

    /** The line without its line feed. */
    static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether the line is the mark that ends a COPY block. */
    static boolean endsCopy(ByteArrayOutputStream line) {
        return line.size() <= 3 && text(line).equals("\\.");
    }
}
