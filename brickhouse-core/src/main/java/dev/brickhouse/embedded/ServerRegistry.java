package dev.brickhouse.embedded;

import dev.brickhouse.digest.Sha256;
import dev.brickhouse.problem.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Records which server was started on which data directory, outside of the directories, because a build may delete one
 * under its server: <code>mvn clean</code> does.
 *
 * <p>Such a server still writes to its path when it shuts down normally, even into a new cluster that was created there
 * meanwhile. So it has to be killed before that.
 */
final class ServerRegistry {

    private static final int LINES = 3;

    /** By how much the start times that two Java processes see of the same process may differ. */
    private static final Duration CLOCK = Duration.ofSeconds(5);

    private ServerRegistry() {}

    /** To be called as soon as a server has started. */
    static void record(Postmaster server) throws IOException {
        Optional<Instant> started =
                ProcessHandle.of(server.pid()).flatMap(process -> process.info().startInstant());
        if (started.isPresent()) {
            Path file = file(server.dataDirectory());
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    List.of(
                            Long.toString(server.pid()),
                            Long.toString(started.get().toEpochMilli()),
                            server.dataDirectory().toAbsolutePath().toString()));
        }
    }

    /** Kills a server of this path whose data directory was deleted or replaced; true if there was one. */
    static boolean killAbandoned(Path dataDirectory) throws IOException {
        Optional<Postmaster> abandoned = recorded(dataDirectory).filter(server -> !server.ownsDirectory());
        if (abandoned.isPresent() && !abandoned.get().kill()) {
            throw new EnvironmentException(
                    "Process " + abandoned.get().pid() + ", the embedded server of an earlier directory "
                            + dataDirectory + ", does not end; end it yourself, and run this again.");
        }
        return abandoned.isPresent();
    }

    /** Only if it is the very process that was recorded: its id may have been reused since. */
    private static Optional<Postmaster> recorded(Path dataDirectory) throws IOException {
        Path file = file(dataDirectory);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != LINES
                || !lines.get(2).equals(dataDirectory.toAbsolutePath().toString())) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(lines.get(0));
            Instant started = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
            return ProcessHandle.of(pid)
                    .filter(Postmaster::isPostgres)
                    .flatMap(process -> process.info().startInstant())
                    .filter(found -> Duration.between(started, found).abs().compareTo(CLOCK) <= 0)
                    .map(found -> new Postmaster(dataDirectory, pid, 0));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Path file(Path dataDirectory) {
        String name = HexFormat.of()
                .formatHex(Sha256.of(dataDirectory.toAbsolutePath().toString()));
        return UserCache.directory().resolve("running").resolve(name);
    }
}
