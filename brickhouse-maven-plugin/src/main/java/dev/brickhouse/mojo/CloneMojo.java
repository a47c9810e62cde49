package dev.brickhouse.mojo;

import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.settings.ResolvedDatabase;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes clones of the database on its server, so that tests can change what they want: as many as
 * <code>brickhouse.clones</code> says, named like the database with the suffix <code>_1</code>, <code>_2</code> and so on.
 * Clones that exist are replaced, those beyond that number dropped. Nobody may be connected to the database meanwhile.
 *
 * @since 0.1.0
 */
@Mojo(name = "clone", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class CloneMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CLONE_SKIP, defaultValue = "false")
    private boolean skipClone;

    /**
     * The number of clones, from 0 to 1000. Default: 1.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.CLONES)
    private String clones;

    @Override
    boolean skipGoal() {
        return skipClone;
    }

    @Override
    void run() {
        int count = CloneSet.COUNT.readOr(clones, 1);
        ResolvedDatabase plan = plan();
        CloneSet.Made made = CloneSet.make(plan, count, console());
        ConnectionLines.ofClones(made, held(plan).isPresent(), execution()).forEach(console()::info);
        summary().put("clones", CloneSet.described(made.connections()));
    }
}
