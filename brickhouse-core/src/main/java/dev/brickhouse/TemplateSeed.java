package dev.brickhouse;

import dev.brickhouse.cache.CachedSeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.NumberFormats;
import dev.brickhouse.console.Progress;
import dev.brickhouse.embedded.EmbeddedData;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.seed.SeedTarget;
import dev.brickhouse.seed.Seeder;
import dev.brickhouse.settings.ResolvedDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the rows into a template, copied from the cache of seeds where that has them. For one thread. */
final class TemplateSeed {

    private static final Logger LOG = LoggerFactory.getLogger("dev.brickhouse");

    private static final Duration LOCK_RETRY = Duration.ofMillis(50);

    private final TemplatePlan plan;
    private final ResolvedDatabase template;
    private final Console console;
    private final long start = System.nanoTime();
    private boolean isDone;

    TemplateSeed(TemplatePlan plan, ResolvedDatabase template, Console console) {
        this.plan = plan;
        this.template = template;
        this.console = console;
    }

    /**
     * Does it if the server has no data yet and there is a cache. Whoever else wants the same waits, since a copy can be
     * taken, and kept, only while nobody uses the server, and a server that is being filled is not to be used.
     */
    void fillNewServer() {
        Path lockFile = plan.seedLock();
        try {
            Files.createDirectories(lockFile.getParent());
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (plan.hasCache() && EmbeddedData.isNew(template.embedded())) {
                    console.debug("Filling " + template.embedded().dataDirectory() + " under " + lock);
                    copyOrSeed();
                }
            }
        } catch (IOException e) {
            // where files cannot be locked, nobody does this, and one after the other completes what is there
            console.debug("The cache of seeds is not used for the template: " + e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                // another thread of this process has it
                LockSupport.parkNanos(LOCK_RETRY.toNanos());
            }
        }
    }

    private void copyOrSeed() {
        CachedSeed cached = plan.cached(template, console);
        Optional<SeedResult> copied = cached.copy(Optional.empty());
        if (copied.isPresent()) {
            log("Copied", copied.get());
        } else {
            try (Database database = open()) {
                SeedResult seeded = seed(database);
                cached.close(database, seeded, Optional.empty());
                log("Prepared", seeded);
            }
        }
    }

    /** Completes what is there, whatever that is. */
    void complete() {
        if (isDone) {
            return;
        }
        try (Database database = open()) {
            SeedResult seeded = seed(database);
            if (seeded.outcome() == SeedResult.Outcome.KEPT) {
                // the trends are those of the last thirty days
                AnalyticsRefresh.refresh(database.dataSource(), database.schema(), false, console);
            }
            log("Prepared", seeded);
        }
    }

    private Database open() {
        return Databases.open(template, Seeder.connections(plan.request().load().threads()), console);
    }

    private SeedResult seed(Database database) {
        SeedTarget target = new SeedTarget(database.dataSource(), database.schema());
        return new Seeder(target, plan.catalog(), console, Progress.NONE).seed(plan.request());
    }

    private void log(String done, SeedResult seed) {
        isDone = true;
        LOG.info(done + " the seeded database " + seed.fingerprint() + " as of " + seed.asOf() + " in "
                + NumberFormats.seconds(Duration.ofNanos(System.nanoTime() - start)) + " s");
    }
}
