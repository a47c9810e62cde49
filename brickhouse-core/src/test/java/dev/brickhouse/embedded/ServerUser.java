package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process that uses the embedded server of a data directory until its input ends or it is killed. */
final class ServerUser implements AutoCloseable {

    /** A build in the background of a shell ignores SIGINT, and so would each process that it starts. */
    private static final List<String> HEEDS_INTERRUPTION = List.of("env", "--default-signal=INT");

    private final Process process;
    private final BufferedReader output;

    private ServerUser(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ServerUser fork(Path dataDirectory) throws IOException {
        return fork(List.of(), dataDirectory);
    }

    /** In a process group of its own, as a terminal gives to each command. */
    static ServerUser forkInGroup(Path dataDirectory) throws IOException {
        return fork(List.of("setsid"), dataDirectory);
    }

    private static ServerUser fork(List<String> prefix, Path dataDirectory) throws IOException {
        List<String> command = new ArrayList<>(canResetSignals() ? HEEDS_INTERRUPTION : List.of());
        command.addAll(prefix);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Dbrickhouse.test.binaries=" + System.getProperty("brickhouse.test.binaries"),
                "-Dbrickhouse.test.postgresVersion=" + TestServer.postgresVersion(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ServerUser.class.getName(),
                dataDirectory.toString()));
        return new ServerUser(new ProcessBuilder(command)
                .redirectError(new File("target", "server-user.log"))
                .start());
    }

    private static boolean canResetSignals() {
        try {
            List<String> trial = new ArrayList<>(HEEDS_INTERRUPTION);
            trial.add("true");
            return new ProcessBuilder(trial).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The server's port, once the process uses it. */
    int port() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The other process ended; see target/server-user.log");
        }
        return Integer.parseInt(line);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has started and still runs. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Ends it as Ctrl-C or kill would. */
    void terminate() throws InterruptedException {
        // the process itself would also lose its input, which lets it end by itself
        process.toHandle().destroy();
        process.waitFor();
    }

    /** Ends it in a way that it cannot see. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it end by itself. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (EmbeddedServer server = EmbeddedServer.start(TestServer.settings(Path.of(arguments[0])), Console.SILENT)) {
            out.println(server.port());
            out.flush();
            while (System.in.read() >= 0) {
                // until the input ends
            }
        }
    }
}
