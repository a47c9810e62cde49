package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.ServerKind;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops every embedded server that the goal <code>start</code> started in this project, or in an earlier one with
 * <code>brickhouse.start.keepRunning</code>. While other clients use it, it stays up and stops when the last of them
 * disconnects. Its data is kept.
 *
 * @since 0.1.0
 */
@Mojo(name = "stop", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class StopMojo extends AbstractDatabaseMojo {

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.STOP_SKIP, defaultValue = "false")
    private boolean skipStop;

    @Override
    boolean skipGoal() {
        return skipStop;
    }

    @Override
    void run() {
        List<StartedServer> all = StartedServer.all(getPluginContext());
        ResolvedDatabase plan = resolved();
        all.stream()
                .filter(StartedServer::isHeld)
                .map(StartedServer::held)
                .forEach(server -> server.reportOthersUse(console()));
        all.forEach(started -> started.end(getPluginContext(), project()));
        if (plan.kind() == ServerKind.EMBEDDED) {
            lingeringServers().end(plan.embedded().dataDirectory());
        }
        if (plan.kind() == ServerKind.EXTERNAL) {
            console().info("Nothing to stop: the server is not one that this plugin starts");
        } else if (all.stream().noneMatch(StartedServer::isHeld)) {
            Databases.stop(plan, console());
        }
    }
}
