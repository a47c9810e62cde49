package dev.brickhouse.random;

/**
 * A keyed permutation of the whole numbers from 0 to size - 1 that needs no memory: every index can be mapped on its
 * own.
 *
 * <p>Rounds of steps that are each invertible on b-bit numbers (adding a key, multiplying by an odd number, folding the
 * high half into the low half) permute the next power of two; indices that fall outside are sent through again until
 * they fall inside, which is the cycle walking of Black and Rogaway ("Ciphers with Arbitrary Finite Domains", CT-RSA
 * 2002). Fewer than two walks are needed on average.
 *
 * <p>Instances can be reused with another key, to avoid garbage on the hot path. Not thread-safe.
 */
public final class Permutation {

    private static final int ROUNDS = 3;
    private static final long[] MULTIPLIERS = {0x9E3779B1L, 0x85EBCA6BL, 0xC2B2AE35L};

    private final long[] keys = new long[ROUNDS];
    private long size;
    private long mask;
    private int shift;

    /**
     * Makes this the permutation of {@code size} numbers that belongs to {@code key}.
     *
     * @param size from 1 to 2^40
     */
    public void set(long key, long size) {
        if (size < 1 || size > 1L << 40) {
            throw new IllegalArgumentException("A permutation has from 1 to 2^40 members, not " + size);
        }
        this.size = size;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(size - 1));
        mask = (1L << bits) - 1;
        shift = (bits + 1) / 2;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = CounterRandom.bits(key, round);
        }
    }

    /**
     * Where {@code index} goes.
     *
     * @param index from 0 to size - 1
     */
    public long apply(long index) {
        long x = index;
        do {
            for (int round = 0; round < ROUNDS; round++) {
                x = ((x + keys[round]) * MULTIPLIERS[round]) & mask;
                x ^= x >>> shift;
            }
        } while (x >= size);
        return x;
    }
}
