package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.BrickhouseException;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.report.GoalResult;
import dev.brickhouse.report.GoalSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * What all goals share: whether they run, how, what they leave, and how a failure or an interruption is reported.
 */
abstract class AbstractBrickhouseMojo extends AbstractMojo {

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

    /**
     * Writes a JSON summary of what the goal did to <code>${project.build.directory}/brickhouse</code>. If it cannot be
     * written, the goal only warns. Default: true.
     *
     * @since 0.1.0
     */
    @Parameter(property = PropertyNames.SUMMARY, defaultValue = "true")
    private boolean writeSummary;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private GoalSummary summary;
    private GoalOutput output;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        try {
            if (prepare()) {
                runWithSummary();
            }
        } catch (DatabaseException | EnvironmentException e) {
            throw reported(new MojoExecutionException(e.getMessage()), e);
        } catch (BrickhouseException e) {
            throw reported(new MojoFailureException(e.getMessage()), e);
        }
    }

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

    /** Maven puts the message of every cause behind the sentence; this way -e and -X show the cause and nothing else does. */
    private static <E extends Exception> E reported(E asMavenSeesIt, BrickhouseException reason) {
        asMavenSeesIt.addSuppressed(reason);
        return asMavenSeesIt;
    }

    /** Runs the goal, and leaves its summary whether it ends well or not. */
    final void runWithSummary() throws MojoFailureException {
        summary = new GoalSummary(execution().getGoal(), execution().getVersion(), Instant.now());
        try {
            ParameterNames.check(
                    session(), project(), execution(), StartedServer.exportedNames(getPluginContext()), getLog());
            runWatched();
        } catch (RuntimeException | MojoFailureException e) {
            boolean reported = e instanceof BrickhouseException || e instanceof MojoFailureException;
            writeSummary(reported ? e.getMessage() : e.toString());
            throw e;
        }
        writeSummary(null);
    }

    private void runWatched() throws MojoFailureException {
        Interruption interruption = Interruption.watch(this::reportInterruption);
        try {
            run();
        } finally {
            interruption.end();
        }
    }

    private void reportInterruption() {
        if (endsByInterruption()) {
            return;
        }
        output().stopBar();
        String sentence = interrupted(RerunCommand.of(session().getRequest()));
        getLog().warn(sentence);
        if (writeSummary) {
            writeOrWarn(() -> summary.writeInterrupted(summaryFile(), Instant.now(), sentence));
        }
    }

    /**
     * Winds up because the process is asked to end, in another thread than {@link #run()}.
     *
     * @param again the command that runs the same again
     * @return one sentence: what is done, and how to go on
     */
    String interrupted(String again) {
        return "Interrupted: the goal " + execution().getGoal() + " has not ended; run it again with: " + again;
    }

    /** Whether Ctrl-C is how the goal is meant to end now. */
    boolean endsByInterruption() {
        return false;
    }

    private void writeSummary(String problem) {
        if (writeSummary) {
            writeOrWarn(() -> summary.write(summaryFile(), Instant.now(), problem));
        }
    }

    /** Writes a file that only goes with the work: where a project is not to be written to, the work counts all the same. */
    final void writeOrWarn(Runnable write) {
        try {
            write.run();
        } catch (EnvironmentException e) {
            getLog().warn(e.getMessage());
        }
    }

    /** Whether {@link #summary()} ends up in a file. */
    final boolean writesSummary() {
        return writeSummary;
    }

    /** The file of {@link #summary()}. */
    final Path summaryFile() {
        return files().summary();
    }

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

    /** What this goal did, which ends up in a JSON file; every goal adds what is worth knowing. */
    final GoalSummary summary() {
        return summary;
    }

    /** Where this plugin writes its files. */
    final OutputFiles files() {
        return new OutputFiles(session(), project(), execution());
    }

    final Path outputDirectory() {
        return files().directory();
    }

    /** Logs a result and adds it to the summary. */
    final void report(GoalResult result) {
        result.lines().forEach(console()::info);
        result.facts().forEach(summary::put);
    }

    final Console console() {
        return output().console();
    }

    /** A bar at a terminal, lines in a log, nothing with -q. */
    final Progress progress() {
        return output().progress();
    }

    /** Whether somebody watches at a terminal. */
    final boolean isWatched() {
        return output().isWatched();
    }

    /** One for the whole goal, since the bar and the log share the terminal. */
    private synchronized GoalOutput output() {
        if (output == null) {
            output = new GoalOutput(getLog(), session());
        }
        return output;
    }
}
