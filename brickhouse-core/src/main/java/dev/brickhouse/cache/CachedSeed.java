package dev.brickhouse.cache;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.embedded.EmbeddedData;
import dev.brickhouse.embedded.EmbeddedSettings;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cache can do for one seed: copy its database into a new data directory, or else keep a copy of it once it is
 * seeded. For one thread.
 */
public final class CachedSeed {

    /** How many days the view of the trends looks back from the day on which it is refreshed. */
    private static final int TREND_DAYS = 30;

    /** What has come of it. */
    public enum Use {
        /** There is no cache for this seed, or it was neither used nor filled. */
        NONE,
        /** The database is a copy of an entry. */
        USED,
        /** There is an entry with a copy of the database now. */
        FILLED
    }

    private final EntryStore store;
    private final String key;
    private final EmbeddedSettings server;
    private final SeedRequest request;
    private final Console console;
    private final LocalDate today = LocalDate.now();

    /** Whether the seed begins with a cluster on which nobody has made anything. */
    private boolean fresh;

    private Use use = Use.NONE;

    /** @param store null where there is no cache */
    private CachedSeed(EntryStore store, String key, EmbeddedSettings server, SeedRequest request, Console console) {
        this.store = store;
        this.key = key;
        this.server = server;
        this.request = request;
        this.console = console;
    }

    static CachedSeed of(EntryStore store, String key, EmbeddedSettings server, SeedRequest request, Console console) {
        return new CachedSeed(store, key, server, request, console);
    }

    static CachedSeed none(Console console) {
        return new CachedSeed(null, null, null, null, console);
    }

    public Use use() {
        return use;
    }

    /**
     * Copies the database from the cache if the data directory is new, or its server's cluster is as it was created.
     * The database is as if it had just been seeded then, and the server does not run unless it is held.
     *
     * @param held the server, if it is started already and stays so
     * @return empty if the database has to be seeded
     * @throws dev.brickhouse.problem.BrickhouseException if the data directory cannot be used, or a server that is held
     *     cannot be started again
     */
    public Optional<SeedResult> copy(Optional<ServerHandle> held) {
        if (store == null) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        fresh = held.isPresent() ? held.get().server().isBare() : EmbeddedData.isNew(server);
        if (!fresh) {
            return passOver("the data directory is not new");
        }
        try {
            Optional<CacheManifest> entry = store.find(key);
            if (entry.isEmpty()) {
                return passOver("it has no entry " + key);
            }
            if (!isOfToday(entry.get())) {
                return passOver("its entry was made on " + entry.get().facts().get("day")
                        + ", and the view of the trends depends on the day");
            }
            Optional<CacheManifest> copied = held.isPresent()
                    ? held.get().server().exchange(target -> copied(entry.get(), target))
                    : EmbeddedData.fillNew(server, target -> copied(entry.get(), target), console);
            if (copied.isEmpty()) {
                return passOver("its entry could not be copied, or somebody else uses the server");
            }
            use = Use.USED;
            request.futureAsOf(today).ifPresent(console::warn);
            return Optional.of(result(copied.get(), Duration.ofNanos(System.nanoTime() - start)));
        } catch (IOException | UncheckedIOException e) {
            console.warn("The seed could not be copied from the cache of seeds (" + reason(e)
                    + "); the rows are generated again");
            return Optional.empty();
        }
    }

    private Optional<SeedResult> passOver(String reason) {
        console.debug("The cache of seeds is not used: " + reason);
        return Optional.empty();
    }

    /** The view of the trends depends on the day, unless the history ends before all that it looks at. */
    private boolean isOfToday(CacheManifest entry) {
        LocalDate day = LocalDate.parse(entry.facts().get("day"));
        LocalDate earlier = day.isBefore(today) ? day : today;
        return day.equals(today) || !request.history().asOf().isAfter(earlier.minusDays(TREND_DAYS));
    }

    private Optional<CacheManifest> copied(CacheManifest entry, Path target) {
        try {
            return switch (store.copy(key, entry, target)) {
                case YES -> Optional.of(entry);
                case NO_ENTRY -> Optional.empty();
                case DAMAGED -> {
                    console.warn(
                            "The copy of this seed in the cache of seeds was damaged; the rows are generated again");
                    yield Optional.empty();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SeedResult result(CacheManifest entry, Duration time) {
        Map<String, String> facts = entry.facts();
        List<String> notes = new ArrayList<>();
        for (int i = 0; facts.containsKey("note" + i); i++) {
            notes.add(facts.get("note" + i));
        }
        return new SeedResult(
                SeedResult.Outcome.COPIED,
                facts.get("fingerprint"),
                facts.get("checksum"),
                LocalDate.parse(facts.get("asOf")),
                List.of(),
                notes,
                time);
    }

    /**
     * Closes the database of a seed that has just been made, and keeps a copy of it in the cache unless somebody else
     * uses the server or has made or changed anything in it. A server that is held is stopped for a moment.
     *
     * @param result what the seed did
     * @throws dev.brickhouse.problem.EnvironmentException if a server that is held cannot be started again
     */
    public void close(Database database, SeedResult result, Optional<ServerHandle> held) {
        Optional<Map<String, String>> facts = store == null
                        || !fresh
                        || result.outcome() != SeedResult.Outcome.SEEDED
                        || !LocalDate.now().equals(today)
                ? Optional.empty()
                : facts(database, result);
        if (facts.isEmpty()) {
            database.close();
        } else if (held.isPresent()) {
            database.closeThen(directory -> Optional.empty());
            held.get().server().whileStopped(directory -> keep(directory, facts.get()));
        } else {
            database.closeThen(directory -> keep(directory, facts.get()));
        }
    }

    /** @return empty if the database is not just what was seeded */
    private Optional<Map<String, String>> facts(Database database, SeedResult result) {
        try {
            Optional<String> foreign = ClusterContents.foreign(database);
            if (foreign.isPresent()) {
                console.debug("The seed is not kept in the cache of seeds, since there is more: " + foreign.get());
                return Optional.empty();
            }
        } catch (SQLException e) {
            console.debug("The seed is not kept in the cache of seeds: " + SqlProblems.oneLine(e));
            return Optional.empty();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("fingerprint", result.fingerprint());
        facts.put("checksum", result.checksum());
        facts.put("asOf", result.asOf().toString());
        facts.put("day", today.toString());
        for (int i = 0; i < result.notes().size(); i++) {
            facts.put("note" + i, result.notes().get(i));
        }
        return Optional.of(facts).filter(all -> all.values().stream().noneMatch(value -> value.contains("\n")));
    }

    private Optional<Long> keep(Path directory, Map<String, String> facts) {
        long start = System.nanoTime();
        try {
            Optional<Long> bytes = store.put(key, facts, directory);
            if (bytes.isPresent()) {
                use = Use.FILLED;
                console.info("Kept a copy of %s MB in the cache of seeds in %s s, for the next new data directory"
                        .formatted(
                                NumberFormats.count(
                                        Math.round(bytes.get() / (double) NumberFormats.BYTES_PER_MEGABYTE)),
                                NumberFormats.seconds(Duration.ofNanos(System.nanoTime() - start))));
            } else {
                console.debug("The seed is too large for the cache of seeds");
            }
            return bytes;
        } catch (IOException | UncheckedIOException e) {
            console.warn("The seed is made, but no copy of it could be kept in the cache of seeds (" + reason(e)
                    + "); make room there and make it writable, name another directory with "
                    + PropertyNames.SEED_CACHE_DIRECTORY + ", or set " + PropertyNames.SEED_CACHE + "=false");
            return Optional.empty();
        }
    }

    private static String reason(Exception e) {
        return String.valueOf(e instanceof UncheckedIOException ? e.getCause() : e);
    }
}
