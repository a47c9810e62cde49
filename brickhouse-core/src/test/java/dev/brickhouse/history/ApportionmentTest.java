package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ApportionmentTest {

    @Property(tries = 300)
    void addsUpAndStaysWithinOneOfTheExactShare(
            @ForAll @LongRange(min = 0, max = Integer.MAX_VALUE) long total, @ForAll("weights") double[] weights) {
        long[] shares = withoutCaps(total, weights);

        assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            assertThat((double) shares[i]).isCloseTo(total * weights[i] / sum, within(1.0 + 1e-6));
            assertThat(weights[i] > 0 || shares[i] == 0).isTrue();
        }
    }

    @Property(tries = 300)
    void addsUpWithCapsAndKeepsThemWhileOthersHaveRoom(
            @ForAll @LongRange(min = 0, max = 100_000) long total,
            @ForAll("weights") double[] weights,
            @ForAll @LongRange(min = 0, max = 10_000) long cap) {
        double[] caps = new double[weights.length];
        Arrays.fill(caps, cap);

        long[] shares = Apportionment.byWeight(total, weights, caps);

        assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
        long receivers = Arrays.stream(weights).filter(weight -> weight > 0).count();
        if (receivers * cap >= total) {
            assertThat(Arrays.stream(shares).max().orElseThrow()).isLessThanOrEqualTo(cap + 1);
        }
    }

    @Test
    void giftOfTheRemainderFollowsHamilton() {
        // exact shares are 2.5, 1.5 and 1.0 of 5: the two halves are equal, so the earlier one gets the last unit
        assertThat(withoutCaps(5, new double[] {5, 3, 2})).containsExactly(3, 1, 1);
        assertThat(withoutCaps(1, new double[] {1, 1, 1})).containsExactly(1, 0, 0);
    }

    @Test
    void whatExceedsACapGoesToTheOthersByWeight() {
        assertThat(Apportionment.byWeight(100, new double[] {8, 1, 1}, new double[] {20, 1_000, 1_000}))
                .containsExactly(20, 40, 40);
    }

    @Test
    void reachesTheTotalWhereAllCapsTogetherAreTooSmall() {
        assertThat(Apportionment.byWeight(100, new double[] {1, 1}, new double[] {10, 30}))
                .containsExactly(40, 60);
    }

    @Test
    void nothingNeedsNobody() {
        assertThat(withoutCaps(0, new double[] {0, 0})).containsExactly(0, 0);
    }

    @Test
    void refusesToGiveSomethingToNobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> withoutCaps(1, new double[] {0, 0}));
    }

    private static long[] withoutCaps(long total, double... weights) {
        double[] caps = new double[weights.length];
        Arrays.fill(caps, Double.POSITIVE_INFINITY);
        return Apportionment.byWeight(total, weights, caps);
    }

    @Provide
    static Arbitrary<double[]> weights() {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(0.0)),
                        net.jqwik.api.Tuple.of(
                                4, Arbitraries.doubles().between(0.001, 1_000).ofScale(3)))
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(50)
                .filter(weights -> Arrays.stream(weights).sum() > 0);
    }
}
