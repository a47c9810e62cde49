package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What comes before a goal runs: its parameters get the values that count, and it may be skipped. */
abstract class AbstractSkippableMojo extends AbstractMojo {

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

    /**
     * Gives the parameters the values that count, and tells in the log if the goal is skipped.
     *
     * @return whether the goal is to run
     * @throws ConfigurationException if a switch is neither true nor false
     */
    final boolean prepare() throws MojoExecutionException {
        PropertyOverrides overrides = new PropertyOverrides(session, project, execution);
        overrides.apply(this);
        SwitchParameters.check(session, execution, overrides);
        LibraryLogging.quiet();
        Optional<String> skipped = skipReason();
        skipped.ifPresent(getLog()::info);
        return skipped.isEmpty();
    }

    private Optional<String> skipReason() {
        if (skip) {
            return Optional.of("Skipped, because " + PropertyNames.SKIP + " is true");
        }
        if (skipGoal()) {
            return Optional.of("Skipped, because " + PropertyNames.PREFIX + execution.getGoal() + ".skip is true");
        }
        return runOnlyAtExecutionRoot && project != null && !project.isExecutionRoot()
                ? Optional.of(
                        "Skipped in this module, because " + PropertyNames.RUN_ONLY_AT_EXECUTION_ROOT + " is true")
                : Optional.empty();
    }

    /** Whether this goal's own skip parameter is set. */
    abstract boolean skipGoal();

    final MavenSession session() {
        return session;
    }

    final MavenProject project() {
        return project;
    }

    final MojoExecution execution() {
        return execution;
    }
}
