package dev.brickhouse.history;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** How much is ordered in which hour, by the model of the history. Immutable. */
public final class Demand {

    private final DemandModel model;

    private Demand(HistorySettings settings) {
        model = new DemandModel(settings);
    }

    public static Demand of(HistorySettings settings) {
        return new Demand(settings);
    }

    /** The relative demand of the hour of {@code instant}, above zero; only ratios between hours have a meaning. */
    public double inHourOf(LocalDateTime instant) {
        int hour = instant.truncatedTo(ChronoUnit.HOURS).getHour();
        return model.of(instant.toLocalDate()) * HourlyProfile.share(instant.toLocalDate(), hour, hour + 1);
    }
}
