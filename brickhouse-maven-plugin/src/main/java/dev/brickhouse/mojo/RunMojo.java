package dev.brickhouse.mojo;

import dev.brickhouse.cache.CachedSeed;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.seed.Seeder;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the embedded server in the foreground until Ctrl-C and shows how to connect to it. It seeds an empty database
 * first and completes an interrupted seed; a database that holds data is not changed.
 *
 * @since 0.1.0
 */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public final class RunMojo extends AbstractSeedMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RUN_SKIP, defaultValue = "false")
    private boolean skipRun;

    private volatile boolean serving;

    @Override
    boolean skipGoal() {
        return skipRun;
    }

    @Override
    boolean endsByInterruption() {
        return serving;
    }

    @Override
    void run() {
        SeedRequest request = seedRequest();
        ResolvedDatabase plan = plan();
        if (plan.kind() == ServerKind.EXTERNAL) {
            throw new ConfigurationException(
                    "brickhouse:run needs the embedded server, but an external one is configured; remove that"
                            + " setting, or set " + PropertyNames.SERVER + "=embedded.");
        }
        Catalog catalog = catalog();
        CachedSeed cached = cached(plan, request, catalog);
        cached.copy(Optional.empty()).ifPresent(this::reportSeed);
        try (ServerHandle server = Databases.hold(plan, false, console())) {
            seedIfEmpty(request, plan, catalog, cached, server);
            summarize(cached);
            if (server.holdsTestData()) {
                console()
                        .info(
                                "brickhouse:start made this data for tests; the next start or seed discards it, with everything"
                                        + " that is added here");
            }
            serving = true;
            console()
                    .info(
                            server.keepsRunning()
                                    ? "The server keeps running until brickhouse:stop; press Ctrl-C to end this goal"
                                    : "The server runs until you press Ctrl-C");
            server.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void seedIfEmpty(
            SeedRequest request, ResolvedDatabase plan, Catalog catalog, CachedSeed cached, ServerHandle server) {
        try (Database database = openForSeed(plan, request)) {
            Seeder seeder = seeder(database, catalog);
            Optional<SeedResult> seeded =
                    seeder.isToBeSeeded() ? Optional.of(seeder.seed(fitting(request, database))) : Optional.empty();
            seeded.ifPresent(this::reportSeed);
            ConnectionLines.of(database, held(plan).isPresent(), execution()).forEach(console()::info);
            seeded.ifPresent(result -> cached.close(database, result, Optional.of(server)));
        }
    }
}
