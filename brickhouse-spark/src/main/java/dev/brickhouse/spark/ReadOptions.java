package dev.brickhouse.spark;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Table;
import dev.brickhouse.parameter.NearestNames;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.seed.RowSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What somebody who reads a table has asked for.
 *
 * @param table which one
 * @param settings what its rows depend on
 * @param partitions in how many slices it is wanted; empty for as many as fit the number of rows
 */
record ReadOptions(Table table, RowSettings settings, OptionalInt partitions) {

    /** What {@code load("orders")} sets. */
    static final String PATH = "path";

    private static final String PARTITIONS = "partitions";
    private static final String AS_OF = nameOf(PropertyNames.AS_OF);

    private static final ParameterReader<Integer> PARTITIONS_READER = ParameterReader.integer(PARTITIONS, 1, 1_000_000);

    private static final List<String> NAMES = Stream.concat(
                    RowSettings.PROPERTIES.stream().map(ReadOptions::nameOf), Stream.of(PARTITIONS))
            .sorted()
            .toList();

    private static String nameOf(String property) {
        return property.substring(PropertyNames.PREFIX.length());
    }

    /** A copy in whose names case does not count, as Spark has it. */
    static Map<String, String> copy(Map<String, String> options) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(options);
        return copy;
    }

    /**
     * A copy in which the as-of date is today if there is none, so that whoever reads by it, wherever and whenever, reads
     * the same rows.
     */
    static Map<String, String> withAsOf(Map<String, String> options) {
        Map<String, String> fixed = copy(options);
        if (fixed.getOrDefault(AS_OF, "").isBlank()) {
            fixed.put(AS_OF, LocalDate.now().toString());
        }
        return fixed;
    }

    /**
     * Reads the options.
     *
     * @throws ConfigurationException if one is not known or cannot be used, or there is no such table
     */
    static ReadOptions of(Map<String, String> options) {
        Map<String, String> values = withAsOf(options);
        String table = values.remove(PATH);
        requireKnown(values);
        Integer partitions = PARTITIONS_READER.read(values.remove(PARTITIONS));
        Map<String, String> properties = new TreeMap<>();
        RowSettings.PROPERTIES.forEach(property -> properties.put(property, values.get(nameOf(property))));
        return new ReadOptions(
                named(table),
                new RowSettings(properties, LocalDate.EPOCH),
                partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions));
    }

    private static void requireKnown(Map<String, String> options) {
        for (String option : options.keySet()) {
            if (NAMES.stream().noneMatch(option::equalsIgnoreCase)) {
                throw new ConfigurationException("The data source brickhouse has no option " + option
                        + NearestNames.question(option, NAMES, name -> name) + "; its options are "
                        + String.join(", ", NAMES) + ".");
            }
        }
    }

    /** @throws ConfigurationException if there is no such table */
    static Table named(String name) {
        List<String> names = RetailRows.TABLES.stream().map(Table::name).toList();
        String one = "load one of " + String.join(", ", names) + ", as in load(\"orders\").";
        if (name == null || name.isBlank()) {
            throw new ConfigurationException("No table is named; " + one);
        }
        int index = names.indexOf(name.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new ConfigurationException("The data source brickhouse has no table " + name
                    + NearestNames.question(name, names, each -> each) + "; " + one);
        }
        return RetailRows.TABLES.get(index);
    }
}
