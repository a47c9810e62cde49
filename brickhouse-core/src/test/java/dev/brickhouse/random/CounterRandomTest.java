package dev.brickhouse.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

    @Test
    void mixIsTheFinalizerOfSplitMix64() {
        // the first three outputs of Java's SplittableRandom, which has the same finalizer, for seed 0
        SplittableRandom reference = new SplittableRandom(0);

        assertThat(LongStream.rangeClosed(1, 3).map(i -> CounterRandom.mix(i * 0x9E3779B97F4A7C15L)))
                .containsExactly(reference.nextLong(), reference.nextLong(), reference.nextLong());
    }

    @Property
    void unitIsFrom0ToBelow1(@ForAll long bits) {
        assertThat(CounterRandom.unit(bits)).isGreaterThanOrEqualTo(0).isLessThan(1);
    }

    @Test
    void unitReachesBothEnds() {
        assertThat(CounterRandom.unit(0)).isZero();
        assertThat(CounterRandom.unit(-1)).isEqualTo(1 - 0x1.0p-53);
    }

    @Property
    void belowStaysBelow(@ForAll long bits, @ForAll @LongRange(min = 1, max = 1L << 32) long bound) {
        assertThat(CounterRandom.below(bits, bound)).isBetween(0L, bound - 1);
    }

    @Test
    void belowIsEven() {
        long key = CounterRandom.key(1, 1);
        long[] seen = new long[10];
        for (int i = 0; i < 100_000; i++) {
            seen[(int) CounterRandom.below(CounterRandom.bits(CounterRandom.base(key, i), 0), 10)]++;
        }

        // 10,000 expected with a standard deviation of 95
        assertThat(Arrays.stream(seen).summaryStatistics().getMin()).isGreaterThan(9_500);
        assertThat(Arrays.stream(seen).summaryStatistics().getMax()).isLessThan(10_500);
    }

    @Property
    void otherSeedsStreamsCountersAndPurposesGiveOtherBits(@ForAll long seed, @ForAll long counter) {
        long base = CounterRandom.base(CounterRandom.key(seed, 1), counter);

        assertThat(CounterRandom.bits(base, 0)).isNotEqualTo(CounterRandom.bits(base, 1));
        assertThat(base)
                .isNotEqualTo(CounterRandom.base(CounterRandom.key(seed, 1), counter + 1))
                .isNotEqualTo(CounterRandom.base(CounterRandom.key(seed, 2), counter))
                .isNotEqualTo(CounterRandom.base(CounterRandom.key(seed + 1, 1), counter));
    }
}
