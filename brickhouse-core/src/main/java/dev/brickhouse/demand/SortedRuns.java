package dev.brickhouse.demand;

import java.util.Arrays;

/** Sorts numbers that come as a few runs, each of which is sorted already, by merging neighbors. Reuses its memory. */
final class SortedRuns {

    private int[] begins = new int[32];
    private int runs;
    private long[] spare = new long[0];

    void clear() {
        runs = 0;
    }

    /** Notes that a run begins at an index, which is not before that of the run before. */
    void begin(int index) {
        if (runs == begins.length) {
            begins = Arrays.copyOf(begins, 2 * runs);
        }
        begins[runs++] = index;
    }

    /** Sorts the first {@code count} numbers, the first run of which begins at 0. Forgets the runs. */
    void sort(long[] numbers, int count) {
        if (spare.length < count) {
            spare = new long[numbers.length];
        }
        long[] from = numbers;
        long[] to = spare;
        while (runs > 1) {
            int merged = 0;
            for (int run = 0; run < runs; run += 2) {
                int begin = begins[run];
                int middle = run + 1 < runs ? begins[run + 1] : count;
                int end = run + 2 < runs ? begins[run + 2] : count;
                merge(from, to, begin, middle, end);
                begins[merged++] = begin;
            }
            runs = merged;
            long[] other = from;
            from = to;
            to = other;
        }
        if (from != numbers) {
            System.arraycopy(from, 0, numbers, 0, count);
        }
    }

    private static void merge(long[] from, long[] to, int begin, int middle, int end) {
        int left = begin;
        int right = middle;
        int at = begin;
        while (left < middle && right < end) {
            long ofLeft = from[left];
            long ofRight = from[right];
            // numbers instead of branches, which the processor would guess wrong half the time
            int takeLeft = ofLeft <= ofRight ? 1 : 0;
            to[at++] = Math.min(ofLeft, ofRight);
            left += takeLeft;
            right += 1 - takeLeft;
        }
        System.arraycopy(from, left, to, at, middle - left);
        System.arraycopy(from, right, to, at + middle - left, end - right);
    }
}
