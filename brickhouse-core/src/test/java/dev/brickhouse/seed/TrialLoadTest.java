package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialLoadTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "200, 200", "1000, 1000", "1000, 1001", "1000, 242291", "20000, 2000000000"})
    void theTriedOrdersReachFromTheFirstToTheLast(long rows, long of) {
        List<Long> tried = LongStream.range(0, rows)
                .mapToObj(row -> TrialLoad.spread(row, rows, of))
                .toList();

        assertThat(tried)
                .startsWith(0L)
                .endsWith(of - 1)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(tried.subList(0, (int) Math.min(rows, 200)))
                .isEqualTo(LongStream.range(0, Math.min(rows, 200)).boxed().toList());
    }
}
