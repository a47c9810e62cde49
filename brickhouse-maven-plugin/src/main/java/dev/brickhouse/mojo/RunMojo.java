package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.server.Database;
import java.util.concurrent.CountDownLatch;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Runs the embedded server with the data of earlier goals in the foreground, until Ctrl-C, and says how to connect to
 * it.
 *
 * @since 0.1.0
 */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public final class RunMojo extends AbstractDatabaseMojo {

    private static final int CONNECTIONS = 1;

    /**
     * Skips this goal. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RUN_SKIP, defaultValue = "false")
    private boolean skipRun;

    @Inject
    RunMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    boolean skipGoal() {
        return skipRun;
    }

    @Override
    void run() {
        try (Database database = open(CONNECTIONS)) {
            ConnectionLines.of(database, execution()).forEach(console()::info);
            console().info("The server runs until you press Ctrl-C");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
