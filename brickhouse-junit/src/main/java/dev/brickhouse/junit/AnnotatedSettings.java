package dev.brickhouse.junit;

import dev.brickhouse.Brickhouse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The settings of an annotation, by the names of their properties. */
final class AnnotatedSettings {

    private AnnotatedSettings() {}

    /** @param override what wins over the annotation, by property */
    static Map<String, String> of(BrickhouseDatabase annotation, Function<String, Optional<String>> override) {
        Map<String, String> settings = new TreeMap<>(Map.ofEntries(
                Map.entry("brickhouse.scale", Double.toString(annotation.scale())),
                Map.entry("brickhouse.asOf", annotation.asOf()),
                Map.entry("brickhouse.seed", Long.toString(annotation.seed())),
                Map.entry("brickhouse.months", Integer.toString(annotation.months())),
                Map.entry("brickhouse.growthRate", Double.toString(annotation.growthRate())),
                Map.entry("brickhouse.seasonality", Double.toString(annotation.seasonality())),
                Map.entry("brickhouse.popularityExponent", Double.toString(annotation.popularityExponent())),
                Map.entry("brickhouse.fulfilledOrders", Long.toString(annotation.fulfilledOrders())),
                Map.entry("brickhouse.approvedOrders", Long.toString(annotation.approvedOrders())),
                Map.entry("brickhouse.pendingOrders", Long.toString(annotation.pendingOrders())),
                Map.entry("brickhouse.cancelledOrders", Long.toString(annotation.cancelledOrders())),
                Map.entry("brickhouse.products", Integer.toString(annotation.products())),
                Map.entry("brickhouse.stores", Integer.toString(annotation.stores())),
                Map.entry("brickhouse.schema", annotation.schema()),
                Map.entry("brickhouse.analyticsSchema", annotation.analyticsSchema()),
                Map.entry("brickhouse.layout", annotation.layout()),
                Map.entry("brickhouse.postgresVersion", annotation.postgresVersion()),
                Map.entry("brickhouse.walLevel", annotation.walLevel()),
                Map.entry("brickhouse.embeddedDatabase", annotation.database()),
                Map.entry("brickhouse.embeddedUser", annotation.user()),
                Map.entry("brickhouse.templatesDirectory", annotation.templatesDirectory()),
                Map.entry("brickhouse.seedCache", Boolean.toString(annotation.seedCache())),
                Map.entry("brickhouse.seedCacheDirectory", annotation.seedCacheDirectory()),
                Map.entry("brickhouse.seedCacheSize", Integer.toString(annotation.seedCacheSize()))));
        for (String property : Brickhouse.settings()) {
            override.apply(property).ifPresent(value -> settings.put(property, value));
        }
        return settings;
    }
}
