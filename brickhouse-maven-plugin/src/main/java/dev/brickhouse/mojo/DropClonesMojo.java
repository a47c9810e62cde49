package dev.brickhouse.mojo;

import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.config.PropertyNames;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Drops all clones of the database that the goals <code>clone</code> and <code>seed</code> have made, whoever is connected
 * to them, and no other database.
 *
 * @since 0.1.0
 */
@Mojo(
        name = "drop-clones",
        defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST,
        requiresProject = false,
        threadSafe = true)
public final class DropClonesMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.DROP_CLONES_SKIP, defaultValue = "false")
    private boolean skipDropClones;

    @Override
    boolean skipGoal() {
        return skipDropClones;
    }

    @Override
    void run() {
        summary().put("dropped", CloneSet.drop(plan(), console()));
    }
}
