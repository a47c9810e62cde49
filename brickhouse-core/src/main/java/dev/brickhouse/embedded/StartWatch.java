package dev.brickhouse.embedded;

import dev.brickhouse.resource.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A shell that starts a server, and ends it if this process dies before the server watches over itself. It needs no
 * part of this process for that, so not even SIGKILL leaves a server behind.
 */
final class StartWatch implements AutoCloseable {

    private static final String SHELL = "/bin/sh";
    private static final String SCRIPT = Resources.text(StartWatch.class, "start-server.sh");

    private final Process shell;
    private boolean interrupted;

    private StartWatch(Process shell) {
        this.shell = shell;
    }

    /** The shell's command for a command that starts a server. */
    static List<String> command(List<String> starting) {
        List<String> command = new ArrayList<>(List.of(SHELL, "-c", SCRIPT, SHELL));
        command.addAll(starting);
        return command;
    }

    /** @param shell has just been started with {@link #command} */
    static StartWatch of(Process shell) {
        return new StartWatch(shell);
    }

    /** Waits for the end of the command, and returns its exit code. */
    int awaitStarted() throws IOException, InterruptedException {
        try {
            String status = CompletableFuture.supplyAsync(this::readLine).get();
            if (status == null) {
                throw new InterruptedIOException("the shell that starts the server was killed");
            }
            return Integer.parseInt(status);
        } catch (InterruptedException e) {
            interrupted = true;
            throw e;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private String readLine() {
        try {
            BufferedReader output = shell.inputReader(StandardCharsets.UTF_8);
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that the server is watched over otherwise by now, or has ended. */
    @Override
    public void close() {
        try (OutputStream input = shell.getOutputStream()) {
            if (!interrupted) {
                input.write('\n');
            }
        } catch (IOException e) {
            // somebody has killed the shell, which does nothing to the server then
            return;
        }
    }
}
