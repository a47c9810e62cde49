package dev.brickhouse.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromotionsTest {

    private static final int PRODUCTS = 2_000;
    private static final int YEARS = 4;
    private static final int WEEKS = YEARS * 52;

    private final Promotions promotions = new Promotions(42);

    @Test
    void aProductIsPromotedInThreeToSixWeeksOfAYear() {
        assertThat(promotedWeeks(promotions) / (double) (PRODUCTS * YEARS)).isBetween(4.2, 4.6);
    }

    @Test
    void aPromotionSellsOneAndAHalfToTwoAndAHalfTimesAsMuch() {
        double[] lifts = IntStream.range(0, PRODUCTS)
                .boxed()
                .flatMap(product -> IntStream.range(0, WEEKS).mapToObj(week -> promotions.lift(product, week)))
                .filter(lift -> lift > 1)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();

        assertThat(lifts[0]).isBetween(1.5, 1.51);
        assertThat(lifts[lifts.length / 2]).isBetween(1.95, 2.05);
        assertThat(lifts[lifts.length - 1]).isBetween(2.49, 2.5);
    }

    @Test
    void lastsOneWeekOrTwoAndIsFollowedByADip() {
        for (int product = 0; product < PRODUCTS; product++) {
            int lasted = 0;
            for (int week = 0; week < WEEKS; week++) {
                double lift = promotions.lift(product, week);
                if (lift > 1) {
                    lasted++;
                } else {
                    boolean follows = lasted > 0;
                    assertThat(lift < 1).as("a dip after %d weeks", lasted).isEqualTo(follows);
                    lasted = 0;
                }
                assertThat(lasted).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void noWeekIsThatOfManyProducts() {
        for (int week = 0; week < WEEKS; week++) {
            int at = week;
            long promoted = IntStream.range(0, PRODUCTS)
                    .filter(product -> promotions.lift(product, at) > 1)
                    .count();

            assertThat(promoted).as("week %d", week).isLessThan(PRODUCTS / 5);
        }
    }

    @Test
    void anotherSeedPromotesOtherWeeks() {
        Promotions others = new Promotions(43);
        long common = IntStream.range(0, PRODUCTS)
                .mapToLong(product -> IntStream.range(0, WEEKS)
                        .filter(week -> promotions.lift(product, week) > 1 && others.lift(product, week) > 1)
                        .count())
                .sum();

        assertThat(common).isLessThan(promotedWeeks(promotions) / 5);
    }

    private static long promotedWeeks(Promotions promotions) {
        return IntStream.range(0, PRODUCTS)
                .mapToLong(product -> IntStream.range(0, WEEKS)
                        .filter(week -> promotions.lift(product, week) > 1)
                        .count())
                .sum();
    }
}
