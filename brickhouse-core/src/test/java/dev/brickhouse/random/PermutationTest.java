package dev.brickhouse.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

    private final Permutation permutation = new Permutation();

    @Property(tries = 100)
    void reachesEveryNumberOnce(@ForAll long key, @ForAll @IntRange(min = 1, max = 5_000) int size) {
        permutation.set(key, size);
        BitSet seen = new BitSet();
        for (int i = 0; i < size; i++) {
            seen.set((int) permutation.apply(i));
        }

        assertThat(seen.cardinality()).isEqualTo(size);
        assertThat(seen.length()).isEqualTo(size);
    }

    @Property
    void staysInsideWhereAllCanNotBeTried(
            @ForAll long key, @ForAll @LongRange(min = 1L << 30, max = 1L << 40) long size) {
        permutation.set(key, size);

        assertThat(permutation.apply(0)).isBetween(0L, size - 1);
        assertThat(permutation.apply(size - 1)).isBetween(0L, size - 1).isNotEqualTo(permutation.apply(0));
    }

    @Test
    void spreadsTheFirstNumbersEvenly() {
        int inFirstTenth = 0;
        for (int key = 0; key < 1_000; key++) {
            permutation.set(CounterRandom.key(key, 1), 10_000);
            for (int i = 0; i < 20; i++) {
                inFirstTenth += permutation.apply(i) < 1_000 ? 1 : 0;
            }
        }

        // 2,000 of 20,000 expected with a standard deviation of 42
        assertThat(inFirstTenth).isBetween(1_800, 2_200);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, (1L << 40) + 1})
    void refusesSizesThatItCanNotHave(long size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> permutation.set(1, size))
                .withMessageContaining("not " + size);
    }
}
