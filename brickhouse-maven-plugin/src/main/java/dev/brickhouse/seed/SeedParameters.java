package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.ConfigurationException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A seed's parameters as a user gives them, all optional: null stands for what was not given.
 *
 * @param seed {@link HistorySettings#seed()}
 * @param asOf a day as yyyy-mm-dd; default today in the time zone of the build
 * @param months {@link HistorySettings#months()}
 * @param growthRate {@link HistorySettings#growthRate()}
 * @param seasonality {@link HistorySettings#seasonality()}
 * @param popularityExponent {@link HistorySettings#popularityExponent()}
 * @param scale multiplies the four order counts; default 1
 * @param fulfilledOrders {@link OrderCounts#fulfilled()}
 * @param approvedOrders {@link OrderCounts#approved()}
 * @param pendingOrders {@link OrderCounts#pending()}
 * @param cancelledOrders {@link OrderCounts#cancelled()}
 * @param load the name of a {@link LoadMethod} in any case; default copy
 * @param batchSize {@link LoadOptions#batchSize()}
 * @param threads {@link LoadOptions#threads()}
 * @param chunkSize {@link LoadOptions#chunkSize()}
 * @param overwrite {@link SeedRequest#overwrite()}
 * @param restart {@link SeedRequest.Existing#RESTART}
 * @param seedOnce {@link SeedRequest.Existing#SEED_ONCE}
 * @param join {@link SeedRequest.Existing#JOIN}
 */
public record SeedParameters(
        Long seed,
        String asOf,
        Integer months,
        Double growthRate,
        Double seasonality,
        Double popularityExponent,
        Double scale,
        Long fulfilledOrders,
        Long approvedOrders,
        Long pendingOrders,
        Long cancelledOrders,
        String load,
        Integer batchSize,
        Integer threads,
        Long chunkSize,
        boolean overwrite,
        boolean restart,
        boolean seedOnce,
        boolean join) {

    /**
     * The request that these parameters make, defaults filled in.
     *
     * @param today the as-of date if none is given
     * @param pluginVersion noted in the journal
     * @throws ConfigurationException if a parameter is out of its range or cannot be read
     */
    public SeedRequest toRequest(LocalDate today, String pluginVersion) {
        OrderCounts counts = new OrderCounts(
                orElse(fulfilledOrders, OrderCounts.DEFAULT.fulfilled()),
                orElse(approvedOrders, OrderCounts.DEFAULT.approved()),
                orElse(pendingOrders, OrderCounts.DEFAULT.pending()),
                orElse(cancelledOrders, OrderCounts.DEFAULT.cancelled()));
        HistorySettings history = new HistorySettings(
                orElse(seed, HistorySettings.DEFAULT_SEED),
                asOf == null ? today : day(asOf),
                orElse(months, HistorySettings.DEFAULT_MONTHS),
                orElse(growthRate, HistorySettings.DEFAULT_GROWTH_RATE),
                orElse(seasonality, HistorySettings.DEFAULT_SEASONALITY),
                orElse(popularityExponent, HistorySettings.DEFAULT_POPULARITY_EXPONENT),
                counts.scaledBy(orElse(scale, 1.0)));
        LoadOptions options = new LoadOptions(
                load == null ? LoadMethod.COPY : method(load),
                orElse(batchSize, LoadOptions.DEFAULT_BATCH_SIZE),
                orElse(threads, LoadOptions.defaultThreads()),
                orElse(chunkSize, LoadOptions.DEFAULT_CHUNK_SIZE));
        return new SeedRequest(history, asOf != null, options, overwrite, existing(), pluginVersion);
    }

    private SeedRequest.Existing existing() {
        if (restart && (join || seedOnce)) {
            throw new ConfigurationException(PropertyNames.RESTART + " and "
                    + (join ? PropertyNames.JOIN : PropertyNames.SEED_ONCE)
                    + " cannot both be true, since one replaces a seed and the other keeps it; leave one of them out.");
        }
        if (restart) {
            return SeedRequest.Existing.RESTART;
        }
        return join
                ? SeedRequest.Existing.JOIN
                : seedOnce ? SeedRequest.Existing.SEED_ONCE : SeedRequest.Existing.REPLACE;
    }

    private static <T> T orElse(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    PropertyNames.AS_OF + " is '" + text + "', but it has to be a day such as 2026-11-24.", e);
        }
    }

    private static LoadMethod method(String text) {
        return Arrays.stream(LoadMethod.values())
                .filter(method -> method.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(PropertyNames.LOAD + " is '" + text
                        + "', but it has to be one of: "
                        + Arrays.stream(LoadMethod.values())
                                .map(method -> method.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
