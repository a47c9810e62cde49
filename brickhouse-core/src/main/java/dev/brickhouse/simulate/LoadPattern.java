package dev.brickhouse.simulate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.demand.HourlyDemand;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.resource.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How the load changes over the simulated day, and, where it says so, what is done then. Immutable. */
public final class LoadPattern {

    /** The name of the pattern that follows the model of the history, with its weekdays, seasons and holidays. */
    static final String HISTORY = "history";

    static final LoadPattern LIKE_HISTORY = new LoadPattern(HISTORY, List.of());

    private static final String RESOURCE = "patterns.csv";

    /** Beyond these, the hours of a day differ by more than floating-point numbers can tell apart. */
    private static final double LEAST_LOAD = 0.001;

    private static final double MOST_LOAD = 1_000_000;

    /** What spreadsheets put at the beginning of a file. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final List<Part> parts;

    private LoadPattern(String name, List<Part> parts) {
        this.name = name;
        this.parts = parts;
    }

    /**
     * A part of the day.
     *
     * @param from when it begins, a full hour
     * @param load how much is done in an hour, in proportion to other parts
     * @param mix what is done; empty for the mix of the simulation
     */
    private record Part(LocalTime from, double load, Optional<Mix> mix) {}

    /**
     * Reads the name of a pattern, or the name of a file in its format: CSV with the columns {@code from}, {@code load}
     * and perhaps {@code mix}, a line for each part of the day, the first from 00:00.
     *
     * @param text null or blank for the pattern of the history
     * @param directory where a relative name of a file starts
     * @throws ConfigurationException if there is neither a pattern nor a file of that name, or the file cannot be used
     */
    public static LoadPattern parse(String text, Path directory) {
        String name = text == null || text.isBlank() ? HISTORY : text.strip();
        if (name.equals(HISTORY)) {
            return LIKE_HISTORY;
        }
        List<NamedCsvRecord> built = lines(Resources.text(LoadPattern.class, RESOURCE));
        List<NamedCsvRecord> lines = built.stream()
                .filter(line -> line.getField("pattern").equals(name))
                .toList();
        return new LoadPattern(name, parts(name, lines.isEmpty() ? file(directory, name, names(built)) : lines));
    }

    /** The same load all day. */
    static LoadPattern steady() {
        return parse("steady", Path.of(""));
    }

    /** Whether it is the one that needs no rate, since it is not asked for. */
    boolean isHistory() {
        return parts.isEmpty();
    }

    /** How much is done in the hour of an instant, in proportion to others. */
    ToDoubleFunction<LocalDateTime> load(HourlyDemand history) {
        return isHistory() ? history::inHourOf : instant -> at(instant).load();
    }

    /** What is done at an instant; empty for the mix of the simulation. */
    Optional<Mix> mix(LocalDateTime instant) {
        return isHistory() ? Optional.empty() : at(instant).mix();
    }

    /** Whether orders are placed at some time, given the mix of the simulation. */
    boolean places(Mix otherwise) {
        return isHistory()
                ? otherwise.has(Operation.PLACE)
                : parts.stream()
                        .anyMatch(part ->
                                part.load() > 0 && part.mix().orElse(otherwise).has(Operation.PLACE));
    }

    /** The mixes of its parts, as far as they have their own. */
    List<Mix> mixes() {
        return parts.stream().flatMap(part -> part.mix().stream()).toList();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return name;
    }

    private Part at(LocalDateTime instant) {
        Part found = parts.get(0);
        for (Part part : parts) {
            if (!part.from().isAfter(instant.toLocalTime())) {
                found = part;
            }
        }
        return found;
    }

    private static List<Part> parts(String name, List<NamedCsvRecord> lines) {
        List<Part> parts = new ArrayList<>();
        if (!lines.isEmpty() && !lines.get(0).getHeader().containsAll(List.of("from", "load"))) {
            throw new ConfigurationException(PropertyNames.SIMULATE_PATTERN + ": the first line of " + name
                    + " has to name the columns: from,load or from,load,mix; correct the file.");
        }
        for (NamedCsvRecord line : lines) {
            Part part = part(name, line);
            boolean isInOrder = parts.isEmpty()
                    ? part.from().equals(LocalTime.MIDNIGHT)
                    : part.from().isAfter(parts.get(parts.size() - 1).from());
            if (!isInOrder) {
                throw problem(
                        name, line, "the first part has to begin at 00:00 and each later one after the one before");
            }
            parts.add(part);
        }
        if (parts.stream().noneMatch(part -> part.load() > 0)) {
            throw new ConfigurationException(PropertyNames.SIMULATE_PATTERN + ": '" + name
                    + "' has no part with a load above zero; give it one.");
        }
        return parts;
    }

    private static Part part(String name, NamedCsvRecord line) {
        LocalTime from;
        try {
            from = LocalTime.parse(field(line, "from"));
        } catch (DateTimeException e) {
            throw problem(name, line, "the column from has to be a full hour such as 08:00");
        }
        if (!from.equals(from.withMinute(0).withSecond(0).withNano(0))) {
            throw problem(name, line, "the column from has to be a full hour such as 08:00");
        }
        double load;
        try {
            load = Double.parseDouble(field(line, "load"));
        } catch (NumberFormatException e) {
            load = Double.NaN;
        }
        if (load != 0 && !(load >= LEAST_LOAD && load <= MOST_LOAD)) {
            throw problem(name, line, "the column load has to be 0 or a number from 0.001 to 1000000");
        }
        String mix = field(line, "mix");
        String where = PropertyNames.SIMULATE_PATTERN + ": line " + line.getStartingLineNumber() + " of " + name;
        return new Part(from, load, mix.isBlank() ? Optional.empty() : Optional.of(Mix.parse(mix, where)));
    }

    /** Empty where there is no such column. */
    private static String field(NamedCsvRecord line, String column) {
        return line.findField(column).orElse("").strip();
    }

    private static List<NamedCsvRecord> lines(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private static Set<String> names(List<NamedCsvRecord> lines) {
        return lines.stream()
                .map(line -> line.getField("pattern"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<NamedCsvRecord> file(Path directory, String name, Set<String> names) {
        try {
            String csv = Files.readString(directory.resolve(name));
            return lines(csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv);
        } catch (IOException | InvalidPathException | CsvParseException e) {
            throw new ConfigurationException(
                    PropertyNames.SIMULATE_PATTERN + " is '" + name + "', but it has to be " + HISTORY + ", "
                            + String.join(", ", names)
                            + " or a readable CSV file with the columns from and load ("
                            + e.getClass().getSimpleName()
                            + ").",
                    e);
        }
    }

    private static ConfigurationException problem(String name, NamedCsvRecord line, String what) {
        return new ConfigurationException(PropertyNames.SIMULATE_PATTERN + ": in line " + line.getStartingLineNumber()
                + " of " + name + " " + what + "; correct the file.");
    }
}
