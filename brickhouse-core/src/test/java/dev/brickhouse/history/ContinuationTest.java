package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.demand.DailySales;
import dev.brickhouse.demand.SlotLines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model beyond the end of a history. */
class ContinuationTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 7, 1);
    private static final HistorySettings SETTINGS =
            HistorySettings.defaults(AS_OF).withCounts(OrderCounts.DEFAULT.scaledBy(0.1));
    private static final Catalog CATALOG = Catalog.standard();

    private static History past;
    private static Continuation near;
    private static Continuation far;
    private static int end;

    @BeforeAll
    static void plan() {
        past = History.of(SETTINGS, CATALOG);
        near = Continuation.of(SETTINGS, CATALOG, AS_OF.plusDays(10));
        far = Continuation.of(SETTINGS, CATALOG, AS_OF.plusDays(200));
        end = past.days.count();
    }

    @Test
    void theHistoryStaysAsItIs() {
        for (int day = 0; day <= end; day++) {
            long before = past.slots.firstOrder(past.slots.firstSlot(day));
            assertThat(linesBefore(far, day)).as("orders before day " + day).isEqualTo(before);
        }
        for (int day = end - 3; day < end; day++) {
            List<String> lines = new ArrayList<>();
            SlotLines seeded = past.demand.lines();
            for (int slot = past.slots.firstSlot(day); slot < past.slots.firstSlot(day + 1); slot++) {
                add(seeded, slot, lines);
            }
            assertThat(linesOf(far, day)).isNotEmpty().isEqualTo(lines);
        }
    }

    private static long linesBefore(Continuation business, int day) {
        return business.demand().slots().firstOrder(business.firstSlot(day));
    }

    @Test
    void aDayIsTheSameHoweverFarItGoes() {
        DailySales nearSales = near.sales();
        DailySales farSales = far.sales();
        for (int day = end; day < end + 10; day++) {
            assertThat(linesOf(far, day)).isEqualTo(linesOf(near, day));
            nearSales.moveTo(day);
            farSales.moveTo(day);
            for (int position = 0; position < near.positions(); position++) {
                assertThat(farSales.cases(position)).isEqualTo(nearSales.cases(position));
                assertThat(farSales.casesADay(position)).isEqualTo(nearSales.casesADay(position));
            }
        }
    }

    private static List<String> linesOf(Continuation business, int day) {
        List<String> found = new ArrayList<>();
        SlotLines lines = business.lines();
        for (int slot = business.firstSlot(day); slot < business.firstSlot(day + 1); slot++) {
            add(lines, slot, found);
        }
        return found;
    }

    private static void add(SlotLines lines, int slot, List<String> found) {
        lines.enter(slot);
        for (int place = 0; place < lines.count(); place++) {
            int line = lines.line(place);
            found.add(lines.position(line) + " " + lines.time(place) + " " + lines.cases(line));
        }
    }

    @Test
    void salesAreAboutWhatIsOrdered() {
        DailySales sales = far.sales();
        SlotLines lines = far.lines();
        double sold = 0;
        double ordered = 0;
        for (int day = end; day < end + 180; day++) {
            sales.moveTo(day);
            for (int position = 0; position < far.positions(); position++) {
                assertThat(sales.cases(position)).isNotNegative();
                sold += sales.cases(position);
            }
            for (int slot = far.firstSlot(day); slot < far.firstSlot(day + 1); slot++) {
                lines.enter(slot);
                for (int line = 0; line < lines.count(); line++) {
                    ordered += lines.cases(line);
                }
            }
        }
        assertThat(ordered / sold).isBetween(0.93, 1.07);
    }

    @Test
    void ordersOfTheSeedAreDoneAfterItsEndAndOthersAfterTheyWerePlaced() {
        ContinuedWorkflow workflow = far.workflow();
        long seededTo = Days.micros(AS_OF);
        for (long order = 1; order <= 3_000; order++) {
            long ago = order % 40 * Days.MICROS_PER_DAY;
            long placed = seededTo - ago - 5 * Days.MICROS_PER_HOUR;
            int shop = (int) (order % 25);
            int product = (int) (order % 156);

            long reviewed = workflow.reviewed(order, placed, seededTo);
            long delivered = workflow.delivered(order, placed, placed + 2, seededTo, shop, product);
            long later = seededTo + ago + 9 * Days.MICROS_PER_HOUR;
            long laterReviewed = workflow.reviewed(order, later, later);
            long laterDelivered = workflow.delivered(order, later, laterReviewed, laterReviewed, shop, product);

            assertThat(reviewed).isGreaterThan(seededTo).isLessThan(seededTo + 30 * Days.MICROS_PER_DAY);
            assertThat(delivered).isGreaterThan(seededTo).isLessThan(seededTo + 60 * Days.MICROS_PER_DAY);
            assertThat(laterReviewed).isGreaterThan(later);
            assertThat(laterDelivered).isGreaterThan(laterReviewed);
            assertThat(workflow.isCancelledInReview(order) && workflow.isCancelledAfterApproval(order))
                    .isFalse();
        }
    }

    @Test
    void whatIsOverdueIsDoneWithinSomeDays() {
        ContinuedWorkflow workflow = far.workflow();
        long seededTo = Days.micros(AS_OF);
        long placed = seededTo - 200 * Days.MICROS_PER_DAY;
        for (long order = 1; order <= 300; order++) {
            long number = order;
            assertThat(firstDay(begin -> workflow.reviewed(number, placed, begin)))
                    .as("first day of a review")
                    .isLessThan(40);
            assertThat(firstDay(begin -> workflow.delivered(number, placed, placed + 2, begin, 0, 0)))
                    .as("first day of a delivery")
                    .isLessThan(40);
        }
    }

    /** The first day on which a step is done, for which it is asked each morning. */
    private static int firstDay(LongUnaryOperator done) {
        for (int day = 0; day < 60; day++) {
            long begin = Days.micros(AS_OF.plusDays(day));
            if (done.applyAsLong(begin) < begin + Days.MICROS_PER_DAY) {
                return day;
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void whatIsApprovedAfterTheSeedsEndStillHasToBeDriven() {
        ContinuedWorkflow workflow = far.workflow();
        long placed = Days.micros(AS_OF) - Days.MICROS_PER_DAY;
        long approved = Days.micros(AS_OF) + 4 * Days.MICROS_PER_DAY + 10 * Days.MICROS_PER_HOUR;
        int seattle =
                CATALOG.shops().stream().map(shop -> shop.state()).toList().indexOf("WA");
        for (long order = 1; order <= 1_000; order++) {
            assertThat(workflow.delivered(order, placed, approved, approved, seattle, (int) (order % 156)) - approved)
                    .isGreaterThan(50 * Days.MICROS_PER_HOUR);
        }
    }

    @Test
    void asManyAreCancelledAsBefore() {
        long cancelled = 0;
        long afterApproval = 0;
        for (long order = 0; order < 1_000_000; order++) {
            if (far.workflow().isCancelledAfterApproval(order)) {
                afterApproval++;
            } else if (!far.workflow().isCancelledInReview(order)) {
                continue;
            }
            cancelled++;
            assertThat(far.workflow().note(order, 20))
                    .isNotBlank()
                    .isNotEqualTo("Ordered quantity exceeds shelf capacity")
                    .isNotEqualTo("Duplicate of an earlier request");
        }
        assertThat(cancelled / 1e6).isBetween(0.0021, 0.0027);
        assertThat((double) afterApproval / cancelled).isBetween(0.25, 0.35);
    }

    @Test
    void aBacklogIsWorkedOff() {
        BacklogRecovery deliveries = new BacklogRecovery(past.open.deliveries(), end);

        assertThat(deliveries.queue(end - 1))
                .isPositive()
                .isEqualTo(past.open.deliveries().queue(end - 1));
        for (int day = end; day < end + 300; day++) {
            assertThat(deliveries.queue(day)).isLessThanOrEqualTo(deliveries.queue(day - 1));
            assertThat(deliveries.pace(day)).isEqualTo(1);
        }
        assertThat(deliveries.queue(end + 300)).isZero();
    }

    @Test
    void stockMakesOrdersLargerOrSmaller() {
        ContinuedStock stock = far.stock();
        double usual = past.demand.usualCases(0);
        int asUsual = 20;

        assertThat(stock.ordered(0, asUsual, 2, 0, 0)).isGreaterThan(asUsual);
        assertThat(stock.ordered(0, asUsual, 2, 100 + (long) (6 * usual), 0)).isEqualTo(15);
        assertThat(stock.ordered(0, asUsual, 2, 100 + (long) (20 * usual), 0)).isZero();
        assertThat(stock.received(100, 1_000)).isZero();
        assertThat(stock.received(100, 999)).isBetween(2_501L, 2_540L);
        assertThat(stock.received(100, 999) % 40).isZero();
        assertThat(stock.received(0, -50)).isEqualTo(320);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.000_004, 3})
    void anyVolumeGoesOn(double scale) {
        LocalDate to = AS_OF.plusDays(30);
        HistorySettings settings = SETTINGS.withCounts(OrderCounts.DEFAULT.scaledBy(scale));
        Continuation business = Continuation.of(settings, CATALOG, to);
        int last = (int) business.days().number(to);

        long orders = linesBefore(business, last) - linesBefore(business, last - 30);

        double usual = settings.counts().total() / 12.0;
        assertThat((double) orders).isBetween(0.7 * usual - 2, 1.8 * usual + 2);
        assertThat(business.workflow().reviewed(1, Days.micros(to) - 1, Days.micros(to)))
                .isGreaterThan(Days.micros(to));
    }
}
