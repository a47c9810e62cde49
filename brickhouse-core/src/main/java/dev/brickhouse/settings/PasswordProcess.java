package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a command in the shell of the system and takes the first line that it prints. Nothing that it prints gets into a
 * failure: what it complains of does, with all of the former masked.
 */
final class PasswordProcess {

    /** A token has a few thousand characters at most. */
    private static final int LONGEST_OUTPUT = 1 << 16;

    private static final int LONGEST_COMPLAINT = 300;

    /** What an ended process has written is there to be read; only what it has left running may keep it open. */
    private static final Duration TO_READ = Duration.ofSeconds(1);

    /** The exit code by which shells say that there is no such program. */
    private static final int NOT_FOUND = 127;

    private static final int NOT_FOUND_ON_WINDOWS = 9009;

    private static final String ADVICE = "; run it in a terminal as the user who runs this, and correct it";

    private final String command;
    private final Map<String, String> environment;
    private final Duration timeout;

    /**
     * @param environment variables that it gets in addition to those of this process
     * @param timeout how long it may take; zero for no limit
     */
    PasswordProcess(String command, Map<String, String> environment, Duration timeout) {
        this.command = command;
        this.environment = environment;
        this.timeout = timeout;
    }

    /** Why there is no password: a clause that begins with a verb, for the sentence on the command. */
    static final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        private final String words;

        Failure(String clause, String words) {
            super(clause);
            this.words = words;
        }

        /** What the command itself has said, in one line. */
        String words() {
            return words;
        }
    }

    /** @param previous what it printed the last time, which no failure may hold either; null if nothing */
    String run(String previous) throws Failure {
        Process process = start();
        Reader output = new Reader(process.getInputStream());
        Reader complaints = new Reader(process.getErrorStream());
        try {
            // it cannot ask anything, so it had better notice at once
            process.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
        try {
            if (timeout.isZero()) {
                process.waitFor();
            } else if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                throw new Failure(
                        "took longer than the " + timeout.toSeconds() + " seconds of "
                                + PropertyNames.PASSWORD_COMMAND_TIMEOUT
                                + "; see in a terminal whether it waits for an answer, or allow it more time",
                        words(complaints, output, previous));
            }
            output.join();
            complaints.join();
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new Failure("was interrupted", "no password was needed any more");
        }
        int exitCode = process.exitValue();
        if (exitCode != 0) {
            boolean notFound = exitCode == NOT_FOUND || exitCode == NOT_FOUND_ON_WINDOWS;
            throw new Failure(
                    (notFound ? "names a program that is not there, by exit code " : "ended with exit code ")
                            + exitCode
                            + ExitCode.signal(exitCode)
                                    .map(signal -> ", " + signal)
                                    .orElse("")
                            + ADVICE,
                    words(complaints, output, previous));
        }
        return firstLine(output, complaints, previous);
    }

    private Process start() throws Failure {
        ProcessBuilder builder = new ProcessBuilder(inShell(command, System.getProperty("os.name")));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Failure("could not be started" + ADVICE, oneLine(String.valueOf(e.getMessage())));
        }
    }

    /** The shell that people type their commands into; Windows wants the quotes of a whole command to itself. */
    static List<String> inShell(String command, String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows")
                ? List.of("cmd.exe", "/d", "/s", "/c", '"' + command + '"')
                : List.of("/bin/sh", "-c", command);
    }

    private static String firstLine(Reader output, Reader complaints, String previous) throws Failure {
        String printed;
        try {
            printed = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(output.bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Failure("printed something that is not text in UTF-8" + ADVICE, "nothing of it is shown");
        }
        String first = printed.lines().findFirst().orElse("");
        if (first.indexOf('\0') >= 0) {
            throw new Failure(
                    "printed something that is not text in UTF-8, since it holds the character NUL" + ADVICE,
                    "nothing of it is shown");
        }
        if (first.isBlank()) {
            throw new Failure(
                    "printed nothing as its first line, which has to be the password" + ADVICE,
                    words(complaints, output, previous));
        }
        return first;
    }

    /** The first thing that it has complained of, without anything that it has printed. */
    private static String words(Reader complaints, Reader output, String previous) {
        String first = complaints
                .text()
                .lines()
                .map(PasswordProcess::oneLine)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("it gave no reason");
        List<String> secrets = Stream.concat(output.text().lines(), Stream.ofNullable(previous))
                .map(PasswordProcess::oneLine)
                .filter(line -> !line.isEmpty())
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        String masked = first;
        for (String secret : secrets) {
            if (masked.contains(secret)) {
                masked = masked.replace(secret, Setting.MASK);
            }
        }
        return masked.length() > LONGEST_COMPLAINT ? masked.substring(0, LONGEST_COMPLAINT) + "..." : masked;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The shell may have started others. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Reads to the end of a stream and keeps the beginning. */
    private static final class Reader {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;

        Reader(InputStream in) {
            thread = new Thread(() -> read(in), "brickhouse-password-command");
            thread.setDaemon(true);
            thread.start();
        }

        private void read(InputStream in) {
            byte[] buffer = new byte[8192];
            try (in) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    synchronized (kept) {
                        kept.write(buffer, 0, Math.min(length, LONGEST_OUTPUT - kept.size()));
                    }
                }
            } catch (IOException e) {
                // it was ended
            }
        }

        void join() throws InterruptedException {
            thread.join(TO_READ.toMillis());
        }

        byte[] bytes() {
            synchronized (kept) {
                return kept.toByteArray();
            }
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }
}
