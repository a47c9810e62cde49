package dev.brickhouse.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTableTest {

    private static final long TWO_POW_32 = 1L << 32;

    /** All bits lead to an outcome, so the parts of all outcomes can be found by bisecting each column. */
    @Property(tries = 100)
    void partsOfAllBitsAreTheProbabilities(@ForAll("weights") double[] weights) {
        AliasTable table = AliasTable.of(weights);
        double[] part = new double[weights.length];
        for (int column = 0; column < weights.length; column++) {
            long high = (column * TWO_POW_32 + weights.length - 1) / weights.length << 32;
            int first = table.draw(high);
            int last = table.draw(high | TWO_POW_32 - 1);
            long ofFirst = first == last ? TWO_POW_32 : ends(table, high, first);
            part[first] += (double) ofFirst / TWO_POW_32 / weights.length;
            part[last] += (double) (TWO_POW_32 - ofFirst) / TWO_POW_32 / weights.length;
        }

        double sum = Arrays.stream(weights).sum();
        for (int outcome = 0; outcome < weights.length; outcome++) {
            assertThat(part[outcome]).isCloseTo(weights[outcome] / sum, within(1e-8));
        }
    }

    private static long ends(AliasTable table, long high, int first) {
        long low = 0;
        long above = TWO_POW_32 - 1;
        while (above - low > 1) {
            long middle = (low + above) / 2;
            if (table.draw(high | middle) == first) {
                low = middle;
            } else {
                above = middle;
            }
        }
        return above;
    }

    @Property
    void neverDrawsWhatHasNoWeight(@ForAll long bits, @ForAll("weights") double[] weights) {
        assertThat(weights[AliasTable.of(weights).draw(bits)]).isPositive();
    }

    @Test
    void oneOutcomeIsCertain() {
        AliasTable table = AliasTable.of(3);

        assertThat(table.draw(0)).isZero();
        assertThat(table.draw(-1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoWeight(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AliasTable.of(1, weight))
                .withMessageStartingWith("Weights must be finite and not negative");
    }

    @Test
    void refusesNothingButZeros() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AliasTable.of(0, 0))
                .withMessageStartingWith("At least one weight must be above zero");
    }

    @Provide
    static Arbitrary<double[]> weights() {
        Arbitrary<Double> weight = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, Arbitraries.of(List.of(0.0, 1.0))),
                net.jqwik.api.Tuple.of(3, Arbitraries.doubles().between(0, 1_000)));
        return weight.array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(40)
                .filter(weights -> Arrays.stream(weights).sum() > 0);
    }
}
