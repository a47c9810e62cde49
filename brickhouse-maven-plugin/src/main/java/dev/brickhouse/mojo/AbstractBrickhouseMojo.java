package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.LineProgress;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.TerminalProgress;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.DatabaseException;
import java.time.Duration;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals share: when they do nothing, where -D values come in, and how a failure is told. */
abstract class AbstractBrickhouseMojo extends AbstractMojo {

    private static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(5);

    /**
     * Skips every goal of this plugin. Default: false. To skip one goal only, use its own property, such as
     * <code>brickhouse.seed.skip</code>.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SKIP, defaultValue = "false")
    private boolean skip;

    /**
     * Runs the goal only in the project where Maven was started and skips it in all other modules, so that a goal bound
     * in a parent POM runs once for a multi-module build. Default: false.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.RUN_ONLY_AT_EXECUTION_ROOT, defaultValue = "false")
    private boolean runOnlyAtExecutionRoot;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        CommandLineOverrides.apply(this, session, execution);
        if (skip) {
            getLog().info("Skipped, because " + PropertyNames.SKIP + " is true");
            return;
        }
        if (skipGoal()) {
            getLog().info("Skipped, because " + PropertyNames.PREFIX + execution.getGoal() + ".skip is true");
            return;
        }
        if (runOnlyAtExecutionRoot && project != null && !project.isExecutionRoot()) {
            getLog().info("Skipped in this module, because " + PropertyNames.RUN_ONLY_AT_EXECUTION_ROOT + " is true");
            return;
        }
        LibraryLogging.quiet();
        try {
            run();
        } catch (DatabaseException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (BrickhouseException e) {
            throw new MojoFailureException(e.getMessage(), e);
        }
    }

    /** Whether this goal's own skip parameter is set. */
    abstract boolean skipGoal();

    /**
     * Does the work.
     *
     * @throws BrickhouseException if it cannot
     * @throws MojoFailureException if what was checked is not as it should be
     */
    abstract void run() throws MojoFailureException;

    final MavenSession session() {
        return session;
    }

    final MavenProject project() {
        return project;
    }

    final MojoExecution execution() {
        return execution;
    }

    final Console console() {
        return new MavenConsole(getLog());
    }

    /** A bar for somebody at a terminal, lines for a log, nothing for -q. */
    final Progress progress() {
        if (!getLog().isInfoEnabled()) {
            return Progress.NONE;
        }
        boolean watched = session.getRequest().isInteractiveMode() && TerminalProgress.isPossible();
        return watched ? new TerminalProgress() : new LineProgress(console(), BETWEEN_PROGRESS_LINES);
    }
}
