package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class ReorderPointsTest {

    /** A position that is hardly ever due at a visit, and one that is at nearly every one. */
    private final ReorderPoints points = new ReorderPoints(new double[] {0.05, 1.2}, 42);

    @Property(tries = 500)
    void countsTheOrdersThatAreDueWithoutLookingAtEach(
            @ForAll @LongRange(max = 1) long position,
            @ForAll @DoubleRange(max = 1_000_000) double from,
            @ForAll @DoubleRange(max = 20) double more) {
        int p = (int) position;
        double to = from + more;
        long due = 0;
        for (long k = points.firstAfter(p, from); k <= points.lastUpTo(p, to); k++) {
            due += points.due(p, k) > from && points.due(p, k) <= to ? 1 : 0;
        }

        assertThat(points.dueUpTo(p, to) - points.dueUpTo(p, from)).isEqualTo(due);
    }

    @Property
    void ordersKeepTheirOrder(@ForAll @LongRange(max = 1) long position, @ForAll @LongRange(max = 1L << 33) long k) {
        assertThat(points.due((int) position, k + 1)).isGreaterThan(points.due((int) position, k));
    }

    @Property
    void quantitiesStayWithinTheirBounds(
            @ForAll long base,
            @ForAll @DoubleRange(min = 0.1, max = 2) double interval,
            @ForAll @DoubleRange(min = 1, max = 100) double usual) {
        assertThat(ReorderPoints.cases(base, interval, usual, 1)).isBetween(5, 50);
    }
}
