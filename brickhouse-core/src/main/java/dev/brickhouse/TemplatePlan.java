package dev.brickhouse;

import dev.brickhouse.cache.CachedSeed;
import dev.brickhouse.cache.SeedCache;
import dev.brickhouse.cache.SeedCacheSettings;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.clone.TemplateDatabase;
import dev.brickhouse.config.Plugin;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.ClassPathBinaries;
import dev.brickhouse.embedded.EmbeddedBinaries;
import dev.brickhouse.embedded.EmbeddedData;
import dev.brickhouse.embedded.WalLevel;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.seed.LoadOptions;
import dev.brickhouse.seed.RowSettings;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.SettingsResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What the settings of a seeded database say, read and checked. */
final class TemplatePlan {

    private static final String DEFAULT_DATABASE = "brickhouse";
    private static final Path PLACE = Path.of("brickhouse", "junit");
    private static final Duration KEPT_UNUSED = Duration.ofDays(7);
    private static final String WRITTEN_BY_EACH_START = "postmaster.opts";

    /** What {@link #key()} gives, so that nothing else is ever deleted. */
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}-[0-9a-f]{8}");

    private final Map<String, String> settings;
    private final EmbeddedBinaries givenBinaries;
    private final SeedRequest request;
    private final Catalog catalog;
    private final WalLevel walLevel;
    private final SeedCacheSettings cache;

    /** @param givenBinaries null for those on the class path */
    TemplatePlan(Map<String, String> settings, EmbeddedBinaries givenBinaries) {
        this.settings = settings;
        this.givenBinaries = givenBinaries;
        RowSettings rows = new RowSettings(settings, LocalDate.now());
        this.request = rows.request(Plugin.VERSION)
                .load(LoadOptions.of(null, null, null, null))
                .layout(Layout.SETTING.read(settings.get(PropertyNames.LAYOUT)))
                .existingSeed(false, true, false)
                .build();
        this.catalog = rows.catalog();
        this.walLevel = WalLevel.SETTING.readOr(settings.get(PropertyNames.WAL_LEVEL), WalLevel.MINIMAL);
        boolean cached =
                ParameterReader.onOff(PropertyNames.SEED_CACHE).readOr(settings.get(PropertyNames.SEED_CACHE), true);
        String place = settings.get(PropertyNames.SEED_CACHE_DIRECTORY);
        this.cache = cached
                ? SeedCacheSettings.of(
                        place == null ? null : Path.of(place),
                        SeedCacheSettings.SIZE.read(settings.get(PropertyNames.SEED_CACHE_SIZE)))
                : SeedCacheSettings.OFF;
    }

    SeedRequest request() {
        return request;
    }

    Catalog catalog() {
        return catalog;
    }

    boolean hasCache() {
        return !cache.equals(SeedCacheSettings.OFF);
    }

    /** What the cache of seeds can do for the template. */
    CachedSeed cached(ResolvedDatabase template, Console console) {
        return new SeedCache(cache, console).seed(template, request, catalog);
    }

    /** Locked by the process that fills a new template. */
    Path seedLock() {
        return directory().resolve(key()).resolve("seed.lock");
    }

    /** The template, in a data directory that only equal settings share. */
    ResolvedDatabase template(Console console) {
        String wantedVersion = settings.get(PropertyNames.POSTGRES_VERSION);
        ClassPathBinaries onClassPath = ClassPathBinaries.of(null);
        DatabaseSettings.Builder named = DatabaseSettings.builder()
                .program(PropertyNames.SERVER, "embedded")
                .program(PropertyNames.SCHEMA, settings.get(PropertyNames.SCHEMA))
                .program(PropertyNames.ANALYTICS_SCHEMA, settings.get(PropertyNames.ANALYTICS_SCHEMA))
                .program(
                        PropertyNames.POSTGRES_VERSION,
                        givenBinaries == null
                                ? onClassPath.version(wantedVersion).full()
                                : wantedVersion)
                .program(
                        PropertyNames.EMBEDDED_DATABASE,
                        TemplateDatabase.nameFor(
                                settings.getOrDefault(PropertyNames.EMBEDDED_DATABASE, DEFAULT_DATABASE)))
                .program(PropertyNames.WAL_LEVEL, settings.get(PropertyNames.WAL_LEVEL))
                .program(PropertyNames.EMBEDDED_USER, settings.get(PropertyNames.EMBEDDED_USER))
                // whoever waits here waits for another process that seeds, however long that takes
                .program(PropertyNames.LOCK_TIMEOUT, "0")
                .binaries(givenBinaries == null ? onClassPath : givenBinaries)
                .embeddedDirectory(directory().resolve(key()));
        return SettingsResolver.resolve(named.build(), console);
    }

    /** The same for settings that give the same template. */
    private String key() {
        CRC32 rest = new CRC32();
        Stream.of(PropertyNames.SCHEMA, PropertyNames.ANALYTICS_SCHEMA, PropertyNames.LAYOUT)
                .map(property -> settings.getOrDefault(property, "") + '\n')
                .forEach(line -> rest.update(line.getBytes(StandardCharsets.UTF_8)));
        // a server that is running for others cannot take up another level
        if (!walLevel.equals(WalLevel.MINIMAL)) {
            rest.update(walLevel.label().getBytes(StandardCharsets.UTF_8));
        }
        rest.update(Plugin.VERSION.getBytes(StandardCharsets.UTF_8));
        return request.fingerprint(catalog) + "-" + "%08x".formatted(rest.getValue());
    }

    private Path directory() {
        String given = settings.get(PropertyNames.TEMPLATES_DIRECTORY);
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        Path project = Path.of("").toAbsolutePath();
        if (Files.exists(project.resolve("pom.xml"))) {
            return project.resolve("target").resolve(PLACE);
        }
        if (Stream.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts")
                .anyMatch(name -> Files.exists(project.resolve(name)))) {
            return project.resolve("build").resolve(PLACE);
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "brickhouse-" + System.getProperty("user.name"))
                .toAbsolutePath();
    }

    /** Deletes the templates that no run has used for a week, since each day without an as-of date leaves one. */
    void discardUnused() {
        FileTime limit = FileTime.from(Instant.now().minus(KEPT_UNUSED));
        try (Stream<Path> found = Files.walk(directory().toRealPath(), 3)) {
            found.filter(file -> file.endsWith(WRITTEN_BY_EACH_START))
                    .filter(file -> KEY.matcher(
                                    file.getParent().getParent().getFileName().toString())
                            .matches())
                    .filter(file -> isBefore(file, limit))
                    .map(Path::getParent)
                    .toList()
                    .forEach(EmbeddedData::discard);
        } catch (IOException | UncheckedIOException e) {
            // another process deletes the same; what is left is found by the next run
            return;
        }
    }

    private static boolean isBefore(Path file, FileTime limit) {
        try {
            return Files.getLastModifiedTime(file).compareTo(limit) < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
