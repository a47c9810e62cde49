package dev.brickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.RowSettings;
import dev.brickhouse.seed.SeedRequest;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which settings give another template and another copy in the cache of seeds. */
class TemplatePlanTest {

    private static final String TODAY = "2026-11-24";

    /** For each property that the rows depend on, a value that is not the default. */
    private static final Map<String, String> OTHER_ROWS = Map.ofEntries(
            Map.entry(PropertyNames.RANDOM_SEED, "43"),
            Map.entry(PropertyNames.AS_OF, "2026-11-23"),
            Map.entry(PropertyNames.MONTHS, "11"),
            Map.entry(PropertyNames.GROWTH_RATE, "0.02"),
            Map.entry(PropertyNames.SEASONALITY, "0.5"),
            Map.entry(PropertyNames.POPULARITY_EXPONENT, "1"),
            Map.entry(PropertyNames.SCALE, "0.5"),
            Map.entry(PropertyNames.FULFILLED_ORDERS, "1"),
            Map.entry(PropertyNames.APPROVED_ORDERS, "1"),
            Map.entry(PropertyNames.PENDING_ORDERS, "1"),
            Map.entry(PropertyNames.CANCELLED_ORDERS, "1"),
            Map.entry(PropertyNames.STORES, "27"),
            Map.entry(PropertyNames.PRODUCTS, "157"));

    private static final Map<String, String> OTHER_TEMPLATE = Map.of(
            PropertyNames.SCHEMA, "retail",
            PropertyNames.ANALYTICS_SCHEMA, "figures",
            PropertyNames.LAYOUT, "partitioned",
            PropertyNames.WAL_LEVEL, "logical");

    /** They say where a template is and how it comes about; a template of another database or version stands beside it. */
    private static final Set<String> SAME_DIRECTORY = Set.of(
            PropertyNames.POSTGRES_VERSION,
            PropertyNames.EMBEDDED_DATABASE,
            PropertyNames.EMBEDDED_USER,
            PropertyNames.TEMPLATES_DIRECTORY,
            PropertyNames.SEED_CACHE,
            PropertyNames.SEED_CACHE_DIRECTORY,
            PropertyNames.SEED_CACHE_SIZE);

    @Test
    void everySettingIsKnownToGiveAnotherTemplateOrNot() {
        assertThat(OTHER_ROWS.keySet()).containsExactlyInAnyOrderElementsOf(RowSettings.PROPERTIES);
        assertThat(Stream.of(OTHER_ROWS.keySet(), OTHER_TEMPLATE.keySet(), SAME_DIRECTORY)
                        .flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(Brickhouse.settings());
    }

    @Test
    void settingsOfTheRowsAndOfTheSchemasGiveAnotherTemplate() {
        Map<String, String> others = new HashMap<>(OTHER_ROWS);
        others.putAll(OTHER_TEMPLATE);
        Set<String> directories = new TreeSet<>();
        directories.add(directory(Map.of()));

        others.forEach((property, value) -> assertThat(directories.add(directory(Map.of(property, value))))
                .as(property)
                .isTrue());
    }

    @Test
    void settingsOfTheRowsGiveAnotherCopyInTheCache() {
        Set<String> keys = new TreeSet<>();
        keys.add(key(Map.of()));

        OTHER_ROWS.forEach((property, value) ->
                assertThat(keys.add(key(Map.of(property, value)))).as(property).isTrue());
    }

    /** What the components of a request do to a copy: one that is new here needs a place in the key, or a reason. */
    @Test
    void whatTheBytesOfASeedDependOnGivesAnotherCopyInTheCache() {
        assertThat(components(SeedRequest.class))
                .containsExactly("history", "asOfGiven", "load", "overwrite", "existing", "layout", "pluginVersion");
        assertThat(components(LoadOptions.class)).containsExactly("method", "batchSize", "threads", "chunkSize");
        assertThat(Stream.of(
                                request(Map.of()),
                                request(Map.of()).layout(Layout.PARTITIONED),
                                request(Map.of()).load(LoadOptions.of(LoadMethod.INSERT, null, null, null)),
                                request(Map.of()).load(LoadOptions.of(null, null, null, 1_000L)))
                        .map(request -> request.build().cacheKeyText(Catalog.standard())))
                .doesNotHaveDuplicates();
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static String directory(Map<String, String> settings) {
        return new TemplatePlan(asOfToday(settings), null).seedLock().toString();
    }

    private static String key(Map<String, String> settings) {
        RowSettings rows = new RowSettings(asOfToday(settings), LocalDate.parse(TODAY));
        return rows.request("").build().cacheKeyText(rows.catalog());
    }

    private static Map<String, String> asOfToday(Map<String, String> settings) {
        Map<String, String> fixed = new HashMap<>(Map.of(PropertyNames.AS_OF, TODAY));
        fixed.putAll(settings);
        return fixed;
    }

    private static SeedRequest.Builder request(Map<String, String> settings) {
        return new RowSettings(asOfToday(settings), LocalDate.parse(TODAY)).request("");
    }
}
