package dev.brickhouse.history;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.WorkingCalendar;

/** How likely an order of a day has not gone through a step when the history ends, by how long the steps take. Immutable. */
final class OpenProbability {

    /** The mean way to a shop, for the plan alone. */
    private static final long MEAN_TRANSIT = 26 * Days.MICROS_PER_HOUR;

    private final Days days;
    private final WorkingCalendar office;
    private final WorkingCalendar warehouse;
    private final ShortageClasses shortages;
    private final long end;

    OpenProbability(Days days, WorkingCalendar office, WorkingCalendar warehouse, ShortageClasses shortages) {
        this.days = days;
        this.office = office;
        this.warehouse = warehouse;
        this.shortages = shortages;
        end = days.micros(days.count());
    }

    /** The end of the history, in microseconds since 1970-01-01T00:00. */
    long end() {
        return end;
    }

    /** That an order is still in review. */
    double inReview(int day, long placed, Backlog reviews) {
        double hours = office.at(end) - office.at(placed);
        return LeadTime.REVIEW.openAfter(hours, reviews.queue(day), reviews.pace(day));
    }

    /** That an order for a class of products is not delivered, if it has been reviewed. */
    double onTheWay(int day, long placed, int ofClass, Backlog reviews, Backlog deliveries) {
        double reviewed = LeadTime.REVIEW.median() * reviews.pace(day) + reviews.queue(day);
        long ready = Math.min(end, office.when(office.at(placed) + reviewed, placed));
        long must = Math.max(ready, end - MEAN_TRANSIT);
        double hours = warehouse.at(must) - warehouse.at(ready);
        return LeadTime.PICKING.openAfter(
                hours, deliveries.queue(day) * shortages.queue(ofClass), deliveries.pace(day));
    }

    /** For how many days' orders of a class of products, of all days before the end, a shop is still waiting. */
    double daysOnOrder(int ofClass, Backlog reviews, Backlog deliveries) {
        double waiting = 0;
        for (int day = 0; day < days.count(); day++) {
            long noon = days.micros(day) + Days.MICROS_PER_DAY / 2;
            double pending = inReview(day, noon, reviews);
            waiting += pending + (1 - pending) * onTheWay(day, noon, ofClass, reviews, deliveries);
        }
        return waiting;
    }
}
