package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.digest.Sha256;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.Journal;
import dev.brickhouse.load.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rows of a seed depend on, as text for the journal and the log. Immutable. */
public final class SeedSettings {

    private static final int FINGERPRINT_BYTES = 8;

    private static final String GENERATOR_VERSION = "generatorVersion";

    /** Not what the rows were made from, but how far they were carried on since; it stands in the journal alone. */
    private static final String ADVANCED_TO = "advancedTo";

    private final Map<String, String> values;

    private SeedSettings(Map<String, String> values) {
        this.values = values;
    }

    static SeedSettings of(HistorySettings history, Catalog catalog) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(GENERATOR_VERSION, Integer.toString(History.GENERATOR_VERSION));
        values.put("seed", Long.toString(history.seed()));
        values.put("asOf", history.asOf().toString());
        values.put("months", Integer.toString(history.months()));
        values.put("growthRate", Double.toString(history.growthRate()));
        values.put("seasonality", Double.toString(history.seasonality()));
        values.put("popularityExponent", Double.toString(history.popularityExponent()));
        values.put("fulfilledOrders", Long.toString(history.counts().fulfilled()));
        values.put("approvedOrders", Long.toString(history.counts().approved()));
        values.put("pendingOrders", Long.toString(history.counts().pending()));
        values.put("cancelledOrders", Long.toString(history.counts().cancelled()));
        values.put("products", Integer.toString(catalog.products().size()));
        values.put("stores", Integer.toString(catalog.stores().size()));
        values.put("users", Integer.toString(catalog.users().size()));
        return new SeedSettings(values);
    }

    /** The settings of a seed in the journal. */
    static SeedSettings of(Journal.Entry seed) {
        return ofText(seed.header().settings());
    }

    /** The settings of a seed as they stand in the journal. */
    public static SeedSettings ofText(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.split("=", 2))
                .forEach(setting -> values.put(setting[0], setting[setting.length - 1]));
        return new SeedSettings(values);
    }

    /**
     * The day at whose first instant the rows end: the as-of date, or a later one that they were carried on to.
     *
     * @param asOf the as-of date in the journal
     */
    public LocalDate reach(LocalDate asOf) {
        return values.containsKey(ADVANCED_TO) ? LocalDate.parse(values.get(ADVANCED_TO)) : asOf;
    }

    /** As {@link #reach(LocalDate)}, of a seed in the journal. */
    static LocalDate reach(Journal.Entry seed) {
        return of(seed).reach(seed.header().asOf());
    }

    /** Where the history of a seed ends, and how far its rows were carried on, for a sentence. */
    static String end(Journal.Entry seed) {
        LocalDate asOf = seed.header().asOf();
        LocalDate reach = reach(seed);
        return reach.isAfter(asOf) ? asOf + " (carried on to " + reach + ")" : asOf.toString();
    }

    /** The same settings of rows that were carried on to a day. */
    SeedSettings advancedTo(LocalDate day) {
        Map<String, String> advanced = new LinkedHashMap<>(values);
        advanced.put(ADVANCED_TO, day.toString());
        return new SeedSettings(advanced);
    }

    /** By name, in a fixed order. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** The text with the number of rows of a table whose size follows from the others, for {@link #rows}. */
    String textWith(Table table, long rows) {
        return text() + table.name() + '=' + rows + '\n';
    }

    /** A short digest: equal settings, and only they, have equal fingerprints. */
    String fingerprint() {
        return HexFormat.of().formatHex(Sha256.of(text()), 0, FINGERPRINT_BYTES);
    }

    /** Whether this version of the plugin would make the same rows of them. */
    public boolean isOfThisGenerator() {
        return Integer.toString(History.GENERATOR_VERSION).equals(values.get(GENERATOR_VERSION));
    }

    /** The version of the generator that made the rows. */
    String generatorVersion() {
        return values.get(GENERATOR_VERSION);
    }

    /** How far the history reaches back from the as-of date, in months. */
    public int months() {
        return Integer.parseInt(values.get("months"));
    }

    /** The catalog of the seed, which takes a second to make if it is not the standard one. */
    public Catalog catalog() {
        return Catalog.extended(
                Integer.parseInt(values.get("stores")),
                Integer.parseInt(values.get("products")),
                Long.parseLong(values.get("seed")));
    }

    /** What the history was made from. */
    public HistorySettings history() {
        return new HistorySettings(
                Long.parseLong(values.get("seed")),
                LocalDate.parse(values.get("asOf")),
                months(),
                Double.parseDouble(values.get("growthRate")),
                Double.parseDouble(values.get("seasonality")),
                Double.parseDouble(values.get("popularityExponent")),
                new OrderCounts(
                        Long.parseLong(values.get("fulfilledOrders")),
                        Long.parseLong(values.get("approvedOrders")),
                        Long.parseLong(values.get("pendingOrders")),
                        Long.parseLong(values.get("cancelledOrders"))));
    }

    /** How many rows of a table a seed has or gets. */
    static long rows(Journal.Entry seed, Table table) {
        return table == RetailTables.ORDERS
                ? seed.header().totalRows()
                : Long.parseLong(of(seed).values.get(table.name()));
    }

    /** As {@link #rows(Journal.Entry, Table)}, of every table. */
    static Map<Table, Long> rows(Journal.Entry seed) {
        Map<Table, Long> rows = new LinkedHashMap<>();
        RetailTables.IN_ORDER.forEach(table -> rows.put(table, rows(seed, table)));
        return rows;
    }

    /** How the other settings differ from these, such as "months is 6 there and 12 here". */
    List<String> differences(SeedSettings there) {
        List<String> differences = new ArrayList<>();
        values.forEach((name, here) -> {
            String other = there.values.get(name);
            if (!here.equals(other)) {
                differences.add(name + " is " + (other == null ? "not set" : other) + " there and " + here + " here");
            }
        });
        return differences;
    }
}
