package dev.brickhouse.random;

/**
 * A counter-based random generator: every draw is a pure function of (key, counter, purpose), so that any draw can be
 * made anywhere, in any order, and twice.
 *
 * <p>The mixing function is the finalizer of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014, with the constants of Stafford's variant 13). Only integer arithmetic is used, which makes
 * draws the same to the bit on every machine.
 */
public final class CounterRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private CounterRandom() {}

    /** The key of a stream of its own, distinguished from the other streams of the same seed by {@code stream}. */
    public static long key(long seed, int stream) {
        return mix(mix(seed + GOLDEN_GAMMA) + stream * GOLDEN_GAMMA);
    }

    /** The base of all draws for one counter value; pass it to {@link #bits(long, int)}. */
    public static long base(long key, long counter) {
        return mix(key ^ (counter * GOLDEN_GAMMA));
    }

    /** 64 random bits for one purpose; draws of different purposes are independent of each other. */
    public static long bits(long base, int purpose) {
        return mix(base + (purpose + 1) * GOLDEN_GAMMA);
    }

    /** Turns random bits into a number in [0, 1), of which all 53 bits are random. */
    public static double unit(long bits) {
        return (bits >>> 11) * UNIT;
    }

    /** The number between two others at a part of the way, such as a {@link #unit(long)}. */
    public static double between(double low, double high, double part) {
        return low + (high - low) * part;
    }

    /** {@link #unit(long)} of the {@link #bits(long, int)} for a purpose. */
    public static double unit(long base, int purpose) {
        return unit(bits(base, purpose));
    }

    /** Turns random bits into a whole number in [0, bound), {@code bound} at most 2^32. */
    public static long below(long bits, long bound) {
        return ((bits >>> 32) * bound) >>> 32;
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
