package dev.brickhouse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.Brickhouse;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.schema.RetailSchema;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The annotation next to the core that it stands for. */
class AnnotatedSettingsTest {

    @BrickhouseDatabase
    private static final class Plain {}

    private final BrickhouseDatabase plain = Plain.class.getAnnotation(BrickhouseDatabase.class);

    @Test
    void everySettingOfTheCoreCanBeAnnotated() {
        assertThat(AnnotatedSettings.of(plain, property -> Optional.empty()).keySet())
                .isEqualTo(Brickhouse.settings());
    }

    @Test
    void theDefaultsAreThoseOfTheCore() {
        OrderCounts counts = OrderCounts.DEFAULT;
        Catalog catalog = Catalog.standard();
        assertThat(plain.seed()).isEqualTo(HistorySettings.DEFAULT_SEED);
        assertThat(plain.months()).isEqualTo(HistorySettings.DEFAULT_MONTHS);
        assertThat(plain.growthRate()).isEqualTo(HistorySettings.DEFAULT_GROWTH_RATE);
        assertThat(plain.seasonality()).isEqualTo(HistorySettings.DEFAULT_SEASONALITY);
        assertThat(plain.popularityExponent()).isEqualTo(HistorySettings.DEFAULT_POPULARITY_EXPONENT);
        assertThat(new OrderCounts(
                        plain.fulfilledOrders(),
                        plain.approvedOrders(),
                        plain.pendingOrders(),
                        plain.cancelledOrders()))
                .isEqualTo(counts);
        assertThat(plain.products()).isEqualTo(catalog.products().size());
        assertThat(plain.stores()).isEqualTo(catalog.stores().size());
        assertThat(plain.schema()).isEqualTo(RetailSchema.DEFAULT.name());
    }

    @Test
    void aPropertyWinsOverTheAnnotation() {
        Map<String, String> properties = Map.of("brickhouse.scale", "0.5", "brickhouse.database", "none of ours");

        Map<String, String> settings =
                AnnotatedSettings.of(plain, property -> Optional.ofNullable(properties.get(property)));

        assertThat(settings).containsEntry("brickhouse.scale", "0.5").doesNotContainKey("brickhouse.database");
    }
}
