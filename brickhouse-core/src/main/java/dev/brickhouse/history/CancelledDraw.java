package dev.brickhouse.history;

import dev.brickhouse.demand.SlotLines;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Permutation;
import dev.brickhouse.random.RandomStreams;

/**
 * Draws which orders of a slot were cancelled, and why. How many follows from chance; which does not: a cause is looked
 * for an order that has it, and some shops are more careless than others. For one thread; reuses its memory.
 */
final class CancelledDraw {

    /** So many orders are looked at for one that a cause fits, or fewer where many are cancelled. */
    private static final int TRIES = 64;

    private final History history;
    private final SlotLines lines;
    private final Permutation drawn;
    private boolean[] cancelled = new boolean[0];
    private boolean[] afterApproval = new boolean[0];
    private int[] note = new int[0];
    private int count;

    CancelledDraw(History history, SlotLines lines) {
        this.history = history;
        this.lines = lines;
        drawn = history.open.cancellations();
    }

    /**
     * Draws for all orders of the slot that the lines are of now.
     *
     * @param day the day of the slot
     * @param first its first order
     */
    void enter(int day, long first) {
        count = lines.count();
        if (cancelled.length < count) {
            cancelled = new boolean[count];
            afterApproval = new boolean[count];
            note = new int[count];
        }
        int hits = 0;
        // all of a slot at once, which lets the processor work on several of them at a time
        for (int place = 0; place < count; place++) {
            boolean hit = history.open.isCancelled(first + place, drawn);
            cancelled[place] = false;
            hits += hit ? 1 : 0;
        }
        if (hits > 0) {
            int tries = Math.min(TRIES, 1 + count / hits);
            for (int place = 0; place < count; place++) {
                if (history.open.isCancelled(first + place, drawn)) {
                    cancel(day, place, tries);
                }
            }
        }
    }

    private void cancel(int day, int hit, int tries) {
        long base = lines.base(lines.line(hit));
        boolean approved = CounterRandom.unit(base, RandomStreams.ORDER_CANCELLED_AFTER_APPROVAL)
                < OrderCursor.CANCELLED_AFTER_APPROVAL;
        CancellationNotes notes = history.notes(approved);
        long bits = CounterRandom.bits(base, RandomStreams.ORDER_NOTE);
        int wanted = notes.draw(bits);
        int place = find(notes.cause(wanted), day, hit, tries, base);
        if (place < 0) {
            place = free(hit);
            wanted = notes.drawOther(bits);
        }
        cancelled[place] = true;
        afterApproval[place] = approved;
        note[place] = wanted;
    }

    /** The place of an order that a cause fits; below 0 if none is found. */
    private int find(CancellationNotes.Cause cause, int day, int hit, int tries, long base) {
        long searched = CounterRandom.base(base, RandomStreams.ORDER_CANCELLED);
        int place = hit;
        for (int attempt = 0; attempt < tries; attempt++) {
            long bits = CounterRandom.bits(searched, attempt);
            int line = lines.line(place);
            if (!cancelled[place]
                    && CounterRandom.unit(bits) < history.causes.carelessness(lines.shop(line))
                    && history.causes.fits(cause, day, lines, line)) {
                return place;
            }
            place = (int) CounterRandom.below(bits << Integer.SIZE, count);
        }
        return -1;
    }

    private int free(int hit) {
        int place = hit;
        while (cancelled[place]) {
            place = place + 1 < count ? place + 1 : 0;
        }
        return place;
    }

    /** Which orders were cancelled, by their places in time. */
    boolean[] cancelled() {
        return cancelled;
    }

    /** Whether the order of a place was cancelled after its approval. */
    boolean isAfterApproval(int place) {
        return afterApproval[place];
    }

    /** Why the order of a place was cancelled, see {@link CancellationNotes#draw}. */
    int note(int place) {
        return note[place];
    }
}
