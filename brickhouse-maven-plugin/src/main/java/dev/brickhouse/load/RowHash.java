package dev.brickhouse.load;

/**
 * PostgreSQL's own 64-bit hash functions for the types that the engine writes ({@code hashint4extended},
 * {@code hashint8extended} and {@code hashtextextended}), computed here so that what was sent can be compared with what
 * a query finds.
 *
 * <p>They are the 32-bit arithmetic of lookup3 (Bob Jenkins, "lookup3.c", 2006, public domain) as PostgreSQL's
 * {@code hashfn.c} applies it. PostgreSQL places the rows of hash-partitioned tables by these functions, so they cannot
 * change between its versions without breaking pg_upgrade.
 */
final class RowHash {

    private static final int INITIAL = 0x9e3779b9 + 3_923_095;
    private static final int BLOCK_BYTES = 12;

    private RowHash() {}

    /** As {@code hashint4extended(value, seed)}. */
    static long ofInt(int value, long seed) {
        int a = INITIAL + Integer.BYTES;
        int b = a;
        int c = a;
        if (seed != 0) {
            a += (int) (seed >>> 32);
            b += (int) seed;
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        return last(a + value, b, c);
    }

    /** As {@code hashint8extended(value, seed)}, and as {@code timestamp_hash_extended} of PostgreSQL's microseconds. */
    static long ofLong(long value, long seed) {
        int high = (int) (value >>> 32);
        return ofInt((int) value ^ (value >= 0 ? high : ~high), seed);
    }

    /** As {@code hashtextextended(value COLLATE "C", seed)} in a database whose encoding is UTF-8. */
    static long ofBytes(byte[] bytes, int length, long seed) {
        int a = INITIAL + length;
        int b = a;
        int c = a;
        int at = 0;
        int left = length;
        if (seed != 0) {
            a += (int) (seed >>> 32);
            b += (int) seed;
        }
        boolean mix = seed != 0;
        while (mix || left >= BLOCK_BYTES) {
            if (!mix) {
                a += littleEndian(bytes, at, 4);
                b += littleEndian(bytes, at + 4, 4);
                c += littleEndian(bytes, at + 8, 4);
                at += BLOCK_BYTES;
                left -= BLOCK_BYTES;
            }
            mix = false;
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        a += littleEndian(bytes, at, Math.min(4, left));
        b += littleEndian(bytes, at + 4, Math.max(0, Math.min(4, left - 4)));
        // the lowest byte of c is reserved for the length
        c += littleEndian(bytes, at + 8, Math.max(0, left - 8)) << 8;
        return last(a, b, c);
    }

    private static int littleEndian(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return value;
    }

    private static long last(int first, int second, int third) {
        int a = first;
        int b = second;
        int c = third;
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
        return ((long) b << 32) | (c & 0xffff_ffffL);
    }
}
