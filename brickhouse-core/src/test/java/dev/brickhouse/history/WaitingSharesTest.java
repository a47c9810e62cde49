package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WaitingSharesTest {

    @Property(tries = 300)
    void reachesTheTotalAndNeverFillsMoreThanThereIsRoomFor(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 1_000) Integer> rooms,
            @ForAll @DoubleRange(max = 1) double part,
            @ForAll @DoubleRange(max = 1) double open) {
        double[] room = rooms.stream().mapToDouble(Integer::doubleValue).toArray();
        double[] expected = new double[room.length];
        for (int i = 0; i < room.length; i++) {
            expected[i] = i * 2 < room.length ? 0 : room[i] * open;
        }
        long total = Math.round(part * Arrays.stream(room).sum());

        long[] shares = WaitingShares.of(total, expected, room);

        assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
        for (int i = 0; i < room.length; i++) {
            assertThat(shares[i]).isBetween(0L, (long) room[i]);
        }
    }

    @Test
    void takesTheYoungestWhereNobodyIsExpectedToWait() {
        long[] shares = WaitingShares.of(15, new double[3], new double[] {10, 10, 10});

        assertThat(shares[0]).isZero();
        assertThat(shares[1] + shares[2]).isEqualTo(15);
    }
}
