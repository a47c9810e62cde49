package dev.brickhouse.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the messages of PostgreSQL's output plugin pgoutput, version 1 of its protocol, and calls a consumer for each
 * change. Tables are known by their names, rows are the texts of their columns.
 */
final class PgOutput {

    /** What a consumer has to do, in the order of the commits. */
    interface Changes {

        void insert(String table, List<String> row);

        /**
         * @param oldKey null unless the key has changed; otherwise the old row, with null for all columns but the key
         * @param unchanged which columns were not sent since they are stored out of line and have not changed
         */
        void update(String table, List<String> oldKey, List<String> row, List<Integer> unchanged);

        /** @param key the old row, with null for all columns but the key */
        void delete(String table, List<String> key);

        void truncate(List<String> tables);

        void commit();
    }

    private static final byte UNCHANGED = 'u';
    private static final byte NULL = 'n';

    private final Map<Integer, String> tables = new HashMap<>();
    private final Changes changes;

    PgOutput(Changes changes) {
        this.changes = changes;
    }

    void read(ByteBuffer message) {
        byte kind = message.get();
        switch (kind) {
            case 'R' -> relation(message);
            case 'I' -> insert(message);
            case 'U' -> update(message);
            case 'D' -> delete(message);
            case 'T' -> truncate(message);
            case 'C' -> changes.commit();
            case 'B', 'O', 'Y' -> message.position(message.limit());
            default -> throw new IllegalStateException("a message of kind " + (char) kind);
        }
    }

    private void relation(ByteBuffer message) {
        int id = message.getInt();
        text(message);
        tables.put(id, text(message));
    }

    private void insert(ByteBuffer message) {
        String table = tables.get(message.getInt());
        message.get();
        changes.insert(table, row(message, new ArrayList<>()));
    }

    private void update(ByteBuffer message) {
        String table = tables.get(message.getInt());
        List<String> old = message.get() == 'N' ? null : row(message, new ArrayList<>());
        if (old != null) {
            message.get();
        }
        List<Integer> unchanged = new ArrayList<>();
        changes.update(table, old, row(message, unchanged), unchanged);
    }

    private void delete(ByteBuffer message) {
        String table = tables.get(message.getInt());
        message.get();
        changes.delete(table, row(message, new ArrayList<>()));
    }

    private void truncate(ByteBuffer message) {
        int count = message.getInt();
        message.get();
        List<String> truncated = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            truncated.add(tables.get(message.getInt()));
        }
        changes.truncate(truncated);
    }

    private static List<String> row(ByteBuffer message, List<Integer> unchanged) {
        int columns = message.getShort();
        List<String> row = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            byte kind = message.get();
            if (kind == UNCHANGED) {
                unchanged.add(i);
            }
            if (kind == UNCHANGED || kind == NULL) {
                row.add(null);
            } else {
                byte[] text = new byte[message.getInt()];
                message.get(text);
                row.add(new String(text, StandardCharsets.UTF_8));
            }
        }
        return row;
    }

    private static String text(ByteBuffer message) {
        int start = message.position();
        while (message.get() != 0) {
            continue;
        }
        byte[] text = new byte[message.position() - 1 - start];
        message.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
