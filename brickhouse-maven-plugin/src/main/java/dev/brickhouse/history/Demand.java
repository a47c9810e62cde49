package dev.brickhouse.history;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** How much is ordered in which hour, by the model that the history was made with. Immutable. */
public final class Demand {

    private final DemandModel model;

    private Demand(HistorySettings settings) {
        model = new DemandModel(settings);
    }

    public static Demand of(HistorySettings settings) {
        return new Demand(settings);
    }

    /** The relative demand of the hour that an instant lies in, above zero; only ratios between hours mean something. */
    public double inHourOf(LocalDateTime instant) {
        int hour = instant.truncatedTo(ChronoUnit.HOURS).getHour();
        return model.of(instant.toLocalDate()) * HourlyProfile.share(instant.toLocalDate(), hour, hour + 1);
    }
}
