package dev.brickhouse.benchmarks;

import dev.brickhouse.settings.ConnectionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own client programs, found by the PATH. */
final class Psql {

    private final ConnectionInfo server;

    Psql(ConnectionInfo server) {
        this.server = server;
    }

    void command(String command) throws IOException, InterruptedException {
        Command.run(arguments(command));
    }

    /** The command line that runs one SQL or backslash command. */
    List<String> arguments(String command) {
        List<String> arguments = psql();
        arguments.add("-c");
        arguments.add(command);
        return arguments;
    }

    /** Runs scripts one after the other in one session. */
    void script(String... resources) throws IOException, InterruptedException {
        Command.run(scriptArguments(resources));
    }

    List<String> scriptArguments(String... resources) throws IOException {
        List<String> arguments = psql();
        for (String resource : resources) {
            arguments.add("-f");
            arguments.add(file(resource).toString());
        }
        return arguments;
    }

    /** A script as a file, until this process ends. */
    Path file(String resource) throws IOException {
        Path file = Files.createTempFile("brickhouse", ".sql");
        file.toFile().deleteOnExit();
        try (InputStream in = Psql.class.getResourceAsStream(resource)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    /** Runs two at the same time. */
    void both(List<String> first, List<String> second) throws IOException, InterruptedException {
        Process one = Command.start(first);
        Process other = Command.start(second);
        Command.end(first, one);
        Command.end(second, other);
    }

    /** @return what it prints */
    String pgbench(String... options) throws IOException, InterruptedException {
        List<String> arguments = connect("pgbench");
        arguments.addAll(List.of(options));
        arguments.add(server.database());
        return Command.run(arguments);
    }

    private List<String> psql() {
        List<String> arguments = connect("psql");
        arguments.addAll(List.of("-d", server.database(), "-X", "-q", "-v", "ON_ERROR_STOP=1"));
        return arguments;
    }

    private List<String> connect(String program) {
        return new ArrayList<>(
                List.of(program, "-h", server.host(), "-p", Integer.toString(server.port()), "-U", server.user()));
    }
}
