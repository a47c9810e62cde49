package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class WorkflowTest {

    private static final long LONGEST_VISIT_MICROS = 16_200_000_000L;

    @Property(tries = 20_000)
    void aLineIsApprovedAtTheMicrosecondOfTheStrictLogarithm(
            @ForAll long base,
            @ForAll @DoubleRange(min = 0.03, max = 0.17) double readingPace,
            @ForAll @LongRange(max = LONGEST_VISIT_MICROS) long worked) {
        double unit = CounterRandom.unit(CounterRandom.bits(base, RandomStreams.ORDER_READING));

        assertThat(Workflow.afterFirst(base, readingPace, worked))
                .isEqualTo((long) (readingPace * worked - 5e6 * StrictMath.log(1 - unit)));
    }
}
