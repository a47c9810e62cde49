package dev.brickhouse.embedded;

import dev.brickhouse.problem.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own programs, run on one data directory.
 *
 * <p>They call each other through a shell. The data directory, whose path is the user's choice, is therefore passed to
 * them by an environment variable only, never as an argument.
 */
final class ServerPrograms implements AutoCloseable {

    private static final String DATA_DIRECTORY = "PGDATA";
    private static final int SECONDS_TO_START = 60;
    private static final int SECONDS_TO_SIGNAL = 10;
    private static final int LINES_TO_SHOW = 3;

    private static final Pattern TIME_AND_PROCESS = Pattern.compile("^\\d{4}-.*?\\[\\d+] (?=[A-Z]+: )");

    /** The server reports what is wrong with a setting or a port as LOG only, before the FATAL that results from it. */
    private static final Pattern REASON = Pattern.compile(
            "FATAL:|PANIC:|error:|LOG: .*(could not|invalid|unrecognized|syntax error|outside the valid range|cannot)");

    private final Path programs;
    private final Path dataDirectory;
    private final Path log;
    private final List<String> prefix;
    private StartWatch watch;

    /**
     * @param binaries where the programs are unpacked
     * @param log the file to which the programs and the server write
     */
    ServerPrograms(Path binaries, Path dataDirectory, Path log) {
        this.programs = binaries.resolve(BinariesArchive.PROGRAMS);
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.log = log;
        this.prefix = OperatingSystemUser.commandPrefix();
    }

    /** What went wrong, in the program's own words. */
    static final class FailedException extends Exception {

        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }

    static List<String> initializeOptions(String superuser) {
        return List.of("-A", "trust", "-U", superuser, "-E", "UTF-8", "--locale=C");
    }

    /** Creates a new cluster in the empty data directory. */
    void initialize(String superuser) throws FailedException, IOException {
        run("initdb", initializeOptions(superuser).toArray(String[]::new));
        if (!DataDirectory.isComplete(dataDirectory)) {
            throw new FailedException("initdb: it ended without making a database cluster; delete the cache "
                    + programs.getParent() + ", from which it was run, and run this again");
        }
    }

    /**
     * Starts the server and waits until it is ready. It is not a child of this process, so Ctrl-C in a terminal does
     * not reach it. If this process dies before {@link #close}, the server ends; on Windows it does not.
     */
    void start(int port, Map<String, String> settings) throws FailedException, IOException {
        StringBuilder options = new StringBuilder("-p " + port + " -F");
        settings.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        close();
        String[] start = {"start", "-w", "-s", "-t", Integer.toString(SECONDS_TO_START), "-o", options.toString()};
        if (isWindows()) {
            run("pg_ctl", start);
        } else {
            runWatched("pg_ctl", start);
        }
    }

    /** To be called once a server that was started watches over itself or has ended. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /** Ends a server before it can write anything; false if the signal could not be sent. */
    static boolean kill(Path programs, long pid) {
        String process = Long.toString(pid);
        // pg_ctl does nothing for root, and Windows has no signals but those of PostgreSQL itself
        List<String> command = isWindows()
                ? List.of(programs.resolve(executable("pg_ctl")).toString(), "kill", "QUIT", process)
                : List.of("/bin/sh", "-c", "kill -s QUIT \"$0\"", process);
        try {
            Process signal = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return signal.waitFor(SECONDS_TO_SIGNAL, TimeUnit.SECONDS) && signal.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run(String name, String... arguments) throws FailedException, IOException {
        long before = logSize();
        Process process = builder(command(name, arguments))
                .redirectErrorStream(true)
                .redirectOutput(appendToLog())
                .start();
        process.getOutputStream().close();
        try {
            requireSuccess(process.waitFor(), name, before);
        } catch (InterruptedException e) {
            process.destroy();
            throw interrupted(name, e);
        }
    }

    private void runWatched(String name, String... arguments) throws FailedException, IOException {
        long before = logSize();
        watch = StartWatch.of(builder(StartWatch.command(command(name, arguments)))
                .redirectError(appendToLog())
                .start());
        try {
            requireSuccess(watch.awaitStarted(), name, before);
        } catch (InterruptedException e) {
            throw interrupted(name, e);
        }
    }

    private List<String> command(String name, String... arguments) throws FailedException {
        Path program = programs.resolve(executable(name));
        if (!Files.isExecutable(program)) {
            throw new FailedException("the programs in " + programs
                    + " may not be run, since the disk is mounted with noexec, for example; set the"
                    + " environment variable XDG_CACHE_HOME to a directory on another disk");
        }
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PG"));
        builder.environment().put(DATA_DIRECTORY, dataDirectory.toString());
        return builder;
    }

    private ProcessBuilder.Redirect appendToLog() {
        return ProcessBuilder.Redirect.appendTo(log.toFile());
    }

    private long logSize() throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private void requireSuccess(int status, String name, long logBefore) throws FailedException, IOException {
        if (status != 0) {
            String signal = ExitCode.signal(status)
                    .map(killed -> killed + ExitCode.remedy(status))
                    .orElse("");
            String words = lastWords(logBefore);
            throw new FailedException(name + ": " + signal + (signal.isEmpty() || words.isEmpty() ? "" : ": ") + words);
        }
    }

    private static IOException interrupted(String name, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while " + name + " was running", e);
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static String executable(String name) {
        return isWindows() ? name + ".exe" : name;
    }

    /** The reasons in what was added to the log, or else its last lines. */
    private String lastWords(long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int start = (int) Math.min(from, all.length);
        List<String> lines = new String(all, start, all.length - start, StandardCharsets.UTF_8)
                .lines()
                .map(line -> TIME_AND_PROCESS.matcher(line.strip()).replaceFirst(""))
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> reasons =
                lines.stream().filter(line -> REASON.matcher(line).find()).toList();
        List<String> shown = reasons.isEmpty() ? lines : reasons;
        return String.join("; ", shown.subList(Math.max(0, shown.size() - LINES_TO_SHOW), shown.size()));
    }
}
