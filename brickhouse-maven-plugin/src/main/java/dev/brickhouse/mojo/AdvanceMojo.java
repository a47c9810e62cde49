package dev.brickhouse.mojo;

import dev.brickhouse.advance.Advance;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.seed.SeedTarget;
import java.time.LocalDate;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Carries the seeded business on to today, or to another day, by the model that made it, so that a demo does not age: shops
 * order what they need, open orders are approved, delivered and cancelled, stock is sold and filled up again.
 *
 * <p>Each day is a transaction. One run over many days and a run on each of them leave the same rows, an interrupted run is
 * resumed by the next, and what others have changed is kept.
 *
 * @since 0.1.0
 */
@Mojo(name = "advance", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class AdvanceMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.ADVANCE_SKIP, defaultValue = "false")
    private boolean skipAdvance;

    /**
     * The day at whose first instant the business is to end, as yyyy-mm-dd, as the as-of date of a seed: not before the day
     * that it goes up to already, and not after today. Default: today, so that yesterday is the last whole day.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.ADVANCE_TO)
    private String to;

    private volatile Advance advance;

    @Override
    boolean skipGoal() {
        return skipAdvance;
    }

    @Override
    String interrupted(String again) {
        Advance running = advance;
        if (running == null) {
            return super.interrupted(again);
        }
        running.stop();
        return "Interrupted: " + running.kept() + "; run it again with: " + again;
    }

    @Override
    void run() {
        LocalDate day = Advance.TO.read(to);
        ConnectionNeed need = ConnectionNeed.of(Advance.CONNECTIONS);
        try (Database database = open(plan(), need)) {
            advance = new Advance(new SeedTarget(database.dataSource(), database.schema()), console(), progress());
            report(advance.run(day, LocalDate.now()));
        }
    }
}
