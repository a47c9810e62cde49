package dev.brickhouse.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * PostgreSQL's own 64-bit hash functions for the types that the engine writes ({@code hashint4extended},
 * {@code hashint8extended} and {@code hashtextextended}) with one seed, computed here so that what was sent can be
 * compared with what a query finds. Immutable.
 *
 * <p>They are the 32-bit arithmetic of lookup3 (Bob Jenkins, "lookup3.c", 2006, public domain) as PostgreSQL's
 * {@code hashfn.c} applies it. PostgreSQL places the rows of hash-partitioned tables by these functions, so they cannot
 * change between its versions without breaking pg_upgrade.
 */
final class PostgresHash {

    /** What NULL counts as. */
    static final int NULL_INTEGER = Integer.MIN_VALUE;

    /** PostgreSQL's infinity. */
    private static final long NULL_TIMESTAMP = Long.MAX_VALUE;

    private static final byte[] NULL_TEXT = {1};

    /** The integers of a row are ids, amounts and versions, of which few are larger. */
    private static final int KNOWN_INTEGERS = 256;

    private static final int INITIAL = 0x9e3779b9 + 3_923_095;
    private static final int BLOCK_BYTES = 12;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final byte[] ZERO = new byte[Integer.BYTES];

    private final long seed;

    /** The three words of the state of each length below a block's, with the seed mixed in. */
    private final int[] stateOfLength = new int[3 * BLOCK_BYTES];

    /** The state before the value of an integer is added to {@code a}, and what follows from it whatever the value. */
    private final int a;

    private final int b;
    private final int c;
    private final int rotatedC;
    private final long[] known;

    PostgresHash(long seed) {
        this(seed, 0);
    }

    private PostgresHash(long seed, int knownValues) {
        this.seed = seed;
        for (int length = 0; length < BLOCK_BYTES; length++) {
            System.arraycopy(state(seed, length), 0, stateOfLength, 3 * length, 3);
        }
        int[] state = state(seed, Integer.BYTES);
        a = state[0];
        b = state[1];
        c = (state[2] ^ b) - Integer.rotateLeft(b, 14);
        rotatedC = Integer.rotateLeft(c, 11);
        known = new long[knownValues];
        for (int value = 0; value < knownValues; value++) {
            known[value] = computed(value);
        }
    }

    /** Every column of every table has a seed of its own, so that equal values do not cancel each other out. */
    static PostgresHash of(Table table, Column column) {
        byte[] name = (table.name() + '.' + column.name()).getBytes(StandardCharsets.UTF_8);
        return new PostgresHash(
                new PostgresHash(0).ofBytes(name, name.length),
                column.type() == ColumnType.INTEGER ? KNOWN_INTEGERS : 0);
    }

    /** The seed with which PostgreSQL's functions give the same. */
    long seed() {
        return seed;
    }

    /** As {@code hashint4extended(value, seed)}. */
    long ofInt(int value) {
        return value >= 0 && value < known.length ? known[value] : computed(value);
    }

    private long computed(int value) {
        return last(((a + value) ^ c) - rotatedC, b, c);
    }

    /**
     * As {@code hashint8extended(value, seed)}, and as {@code timestamp_hash_extended} of PostgreSQL's microseconds.
     */
    long ofLong(long value) {
        int high = (int) (value >>> 32);
        return ofInt((int) value ^ (value >= 0 ? high : ~high));
    }

    /** As {@code hashtextextended(value COLLATE "C", seed)} in a database whose encoding is UTF-8. */
    long ofBytes(byte[] bytes, int length) {
        if (length < BLOCK_BYTES) {
            int state = 3 * length;
            return finish(stateOfLength[state], stateOfLength[state + 1], stateOfLength[state + 2], bytes, 0, length);
        }
        int[] state = state(seed, length);
        int at = 0;
        for (; length - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
            state[0] += (int) INT.get(bytes, at);
            state[1] += (int) INT.get(bytes, at + 4);
            state[2] += (int) INT.get(bytes, at + 8);
            mix(state);
        }
        return finish(state[0], state[1], state[2], bytes, at, length - at);
    }

    /** The state that the hash of so many bytes begins with. */
    private static int[] state(long seed, int length) {
        int[] state = {INITIAL + length, INITIAL + length, INITIAL + length};
        if (seed != 0) {
            state[0] += (int) (seed >>> 32);
            state[1] += (int) seed;
            mix(state);
        }
        return state;
    }

    private static void mix(int[] state) {
        int first = state[0];
        int second = state[1];
        int third = state[2];
        first = (first - third) ^ Integer.rotateLeft(third, 4);
        third += second;
        second = (second - first) ^ Integer.rotateLeft(first, 6);
        first += third;
        third = (third - second) ^ Integer.rotateLeft(second, 8);
        second += first;
        first = (first - third) ^ Integer.rotateLeft(third, 16);
        third += second;
        second = (second - first) ^ Integer.rotateLeft(first, 19);
        first += third;
        third = (third - second) ^ Integer.rotateLeft(second, 4);
        state[0] = first;
        state[1] = second + first;
        state[2] = third;
    }

    /** Adds the bytes that do not fill a block, from {@code at}, and ends the hash. */
    private static long finish(int first, int second, int third, byte[] bytes, int at, int left) {
        int x = first + upToFour(bytes, at, left);
        int y = second + upToFour(bytes, at + 4, left - 4);
        // the lowest byte is reserved for the length
        int z = third + (upToFour(bytes, at + 8, left - 8) << 8);
        z = (z ^ y) - Integer.rotateLeft(y, 14);
        x = (x ^ z) - Integer.rotateLeft(z, 11);
        return last(x, y, z);
    }

    /** The hash of a missing value, which is that of a value that no seed writes. */
    long ofNull(ColumnType type) {
        return switch (type) {
            case INTEGER -> ofInt(NULL_INTEGER);
            case TEXT, NUMERIC -> ofBytes(NULL_TEXT, NULL_TEXT.length);
            case TIMESTAMP -> ofLong(NULL_TIMESTAMP);
        };
    }

    /** As {@code hashint4extended(0, seed)}: every bit of the seed bears on every bit of the result. */
    static long scramble(long seed) {
        int[] state = state(seed, Integer.BYTES);
        return finish(state[0], state[1], state[2], ZERO, 0, Integer.BYTES);
    }

    private static int upToFour(byte[] bytes, int at, int left) {
        if (left >= 4) {
            return (int) INT.get(bytes, at);
        }
        int value = 0;
        for (int i = 0; i < left; i++) {
            value |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return value;
    }

    /** The last five of the seven steps that end each of these functions. */
    private static long last(int first, int second, int third) {
        int x = first;
        int y = second;
        int z = third;
        y = (y ^ x) - Integer.rotateLeft(x, 25);
        z = (z ^ y) - Integer.rotateLeft(y, 16);
        x = (x ^ z) - Integer.rotateLeft(z, 4);
        y = (y ^ x) - Integer.rotateLeft(x, 14);
        z = (z ^ y) - Integer.rotateLeft(y, 24);
        return ((long) y << 32) | (z & 0xffff_ffffL);
    }
}
