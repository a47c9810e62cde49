package dev.brickhouse.mojo;

import dev.brickhouse.cache.CachedSeed;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.SeedResult;
import dev.brickhouse.settings.ResolvedDatabase;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fills the database with a catalog, inventory, orders and analytics views, creating the schema if necessary. The same
 * settings give the same rows. Run the goal again to resume an interrupted seed. Only rows that this goal wrote are
 * ever replaced.
 *
 * @since 0.1.0
 */
@Mojo(name = "seed", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class SeedMojo extends AbstractSeedMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEED_SKIP, defaultValue = "false")
    private boolean skipSeed;

    /**
     * Shows what the goal would do and what the database already holds, and changes nothing. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SEED_DRY_RUN, defaultValue = "false")
    private boolean dryRun;

    /**
     * The number of clones to make of the database once it is seeded, from 0 to 1000; see the goal <code>clone</code>.
     * Default: as many as the goal <code>start</code> in the same build was given, otherwise 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CLONES)
    private String clones;

    @Override
    boolean skipGoal() {
        return skipSeed;
    }

    @Override
    void run() {
        SeedRequest request = seedRequest();
        int numberOfClones = CloneSet.COUNT.readOr(clones, started().clones());
        Catalog catalog = catalog();
        ResolvedDatabase plan = dryRun ? plan() : planToFill();
        summary().put("dryRun", dryRun);
        if (dryRun) {
            try (Database database = openForSeed(plan, request)) {
                report(seeder(database, catalog).dryRun(request));
            }
            return;
        }
        CloneSet.requirePossible(plan, numberOfClones, console());
        Optional<ServerHandle> held = held(plan);
        CachedSeed cached = cached(plan, request, catalog);
        Optional<SeedResult> copied = cached.copy(held);
        if (copied.isPresent()) {
            summarize(plan, held);
            reportSeed(copied.get());
            ConnectionLines.ofCopy(plan, held, execution()).forEach(console()::info);
        } else {
            seed(plan, request, catalog, cached, held);
        }
        summarize(cached);
        if (numberOfClones > 0) {
            summary()
                    .put(
                            "clones",
                            CloneSet.described(CloneSet.make(plan, numberOfClones, console())
                                    .connections()));
        }
    }

    private void seed(
            ResolvedDatabase plan,
            SeedRequest request,
            Catalog catalog,
            CachedSeed cached,
            Optional<ServerHandle> held) {
        try (Database database = openForSeed(plan, request)) {
            SeedResult result = seeder(database, catalog).seed(fitting(request, database));
            reportSeed(result);
            ConnectionLines.of(database, held.isPresent(), execution()).forEach(console()::info);
            cached.close(database, result, held);
        } catch (RefusedException e) {
            throw held.filter(server -> !server.holdsTestData())
                    .map(server -> new RefusedException(
                            e.getMessage() + " brickhouse:start kept the existing data because it had not"
                                    + " created it; to discard it, delete " + server.dataDirectory()
                                    + ", as mvn clean does."))
                    .orElse(e);
        }
    }
}
