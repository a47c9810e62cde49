package dev.brickhouse.mojo;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.clone.ServerContents;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ResolvedDatabase;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.seed.Seeder;
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
     * How many clones of the database there are to be when it is seeded, from 0 to 1000; see the goal <code>clone</code>.
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
        Catalog catalog = catalog(request);
        ResolvedDatabase plan = dryRun ? plan() : planToFill();
        try (Database database = openForSeed(plan, request)) {
            Seeder seeder = seeder(database, catalog);
            summary().put("dryRun", dryRun);
            if (dryRun) {
                report(seeder.dryRun(request));
            } else {
                reportSeed(seeder.seed(fitting(request, database)));
                if (started().isHeld() && ServerContents.isOnlySeed(database)) {
                    started().held().claimForTests();
                }
                ConnectionLines.of(database, started(), execution()).forEach(console()::info);
            }
        }
        if (numberOfClones > 0 && !dryRun) {
            summary().put("clones", CloneSet.described(CloneSet.make(plan, numberOfClones, console())));
        }
    }
}
