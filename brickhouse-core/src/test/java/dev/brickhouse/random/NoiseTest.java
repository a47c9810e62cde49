package dev.brickhouse.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private static final int TIMES = 200_000;

    @Test
    void hasMeanZeroAndVarianceOne() {
        for (IntToDoubleFunction noise :
                new IntToDoubleFunction[] {time -> Noise.white(7, time), time -> Noise.wandering(7, time, 5)}) {
            double mean = IntStream.range(0, TIMES).mapToDouble(noise).average().orElseThrow();
            double square = IntStream.range(0, TIMES)
                    .mapToDouble(noise)
                    .map(value -> value * value)
                    .average()
                    .orElseThrow();

            assertThat(mean).isCloseTo(0, within(0.02));
            assertThat(square).isCloseTo(1, within(0.05));
        }
    }

    @Test
    void wandersFromOneTimeToTheNext() {
        double product = IntStream.range(0, TIMES)
                .mapToDouble(time -> Noise.wandering(7, time, 5) * Noise.wandering(7, time + 1, 5))
                .average()
                .orElseThrow();

        assertThat(product).isGreaterThan(0.8);
    }
}
