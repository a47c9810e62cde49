package dev.brickhouse.clone;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ServerLifetime;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The numbered clones of a database, as many as a user asks for. */
public final class CloneSet {

    /** How many there are to be. */
    public static final ParameterReader<Integer> COUNT = ParameterReader.integer(PropertyNames.CLONES, 0, 1_000);

    private CloneSet() {}

    /**
     * Clones that were made.
     *
     * @param connections how to connect to each
     * @param lifetime how long their server answers
     */
    public record Made(List<ConnectionInfo> connections, ServerLifetime lifetime) {}

    /**
     * Makes the clones with the numbers from 1 to {@code count}, in place of earlier ones, and drops those beyond.
     *
     * @throws dev.brickhouse.problem.BrickhouseException as {@link DatabaseClones#make}
     */
    public static Made make(ResolvedDatabase source, int count, Console console) {
        long start = System.nanoTime();
        List<ConnectionInfo> made = new ArrayList<>();
        try (DatabaseClones clones = DatabaseClones.of(source, console)) {
            List<String> surplus = new ArrayList<>(clones.names());
            for (int number = 1; number <= count; number++) {
                String name = DatabaseClones.name(source.database(), number);
                made.add(clones.make(name));
                surplus.remove(name);
            }
            surplus.forEach(clones::drop);
            if (count > 0) {
                console.info("Cloned database " + source.database() + " "
                        + (count == 1 ? "once" : NumberFormats.count(count) + " times") + " in "
                        + NumberFormats.seconds(Duration.ofNanos(System.nanoTime() - start)) + " s" + names(made));
            }
            if (count == 0 || !surplus.isEmpty()) {
                console.info(dropped(source, surplus));
            }
            return new Made(made, clones.lifetime());
        }
    }

    /**
     * Makes sure, before a long work, that clones could be made after it.
     *
     * @throws dev.brickhouse.problem.BrickhouseException as {@link DatabaseClones#requirePossible}
     */
    public static void requirePossible(ResolvedDatabase source, int count, Console console) {
        if (count == 0) {
            return;
        }
        DatabaseClones.requireShort(DatabaseClones.name(source.database(), count));
        // on an embedded server, which may not run yet, nobody else makes databases of such names
        if (source.kind() == ServerKind.EXTERNAL) {
            try (DatabaseClones clones = DatabaseClones.of(source, console)) {
                for (int number = 1; number <= count; number++) {
                    clones.requirePossible(DatabaseClones.name(source.database(), number));
                }
            }
        }
    }

    /**
     * Drops all clones of the database, whatever their names.
     *
     * @return the names of those that were dropped
     */
    public static List<String> drop(ResolvedDatabase source, Console console) {
        try (DatabaseClones clones = DatabaseClones.of(source, console)) {
            List<String> names = clones.names();
            names.forEach(clones::drop);
            console.info(dropped(source, names));
            return names;
        }
    }

    private static String dropped(ResolvedDatabase source, List<String> names) {
        return names.isEmpty()
                ? "Database " + source.database() + " has no clones"
                : "Dropped " + String.join(", ", names);
    }

    /** The clones for a JSON summary. */
    public static List<Map<String, Object>> described(List<ConnectionInfo> clones) {
        return clones.stream()
                .map(clone -> Map.<String, Object>of("database", clone.database(), "url", clone.jdbcUrl()))
                .toList();
    }

    /** How to connect to the numbered clones of a database that are made or will be. */
    public static List<ConnectionInfo> numbered(ConnectionInfo source, int count) {
        List<ConnectionInfo> clones = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            clones.add(source.toDatabase(DatabaseClones.name(source.database(), number)));
        }
        return clones;
    }

    private static String names(List<ConnectionInfo> clones) {
        return switch (clones.size()) {
            case 0 -> "";
            case 1 -> ": " + clones.get(0).database();
            default ->
                ": " + clones.get(0).database() + " to "
                        + clones.get(clones.size() - 1).database();
        };
    }
}
