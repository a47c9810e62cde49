package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SortedRunsTest {

    private final SortedRuns runs = new SortedRuns();

    @Property(tries = 200)
    void sortsWhatComesInSortedRuns(@ForAll @Size(max = 70) List<@Size(max = 40) List<Long>> lists) {
        long[] numbers = new long[lists.stream().mapToInt(List::size).sum()];
        runs.clear();
        int count = 0;
        for (List<Long> list : lists) {
            runs.begin(count);
            for (long number : list.stream().sorted().toList()) {
                numbers[count++] = number;
            }
        }
        long[] expected = numbers.clone();
        Arrays.sort(expected);

        runs.sort(numbers, count);

        assertThat(numbers).isEqualTo(expected);
    }
}
