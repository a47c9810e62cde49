package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Progress;
import dev.brickhouse.embedded.CrashingServer;
import dev.brickhouse.embedded.SmallDisk;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults at random steps of a seed, and the same contents in the end. The steps are drawn from a fixed random seed. The
 * number of faults is the system property {@code brickhouse.test.faults}: five as a rule, many with the profile
 * {@code faults}.
 */
class FaultIT {

    private static final Logger LOG = LoggerFactory.getLogger(FaultIT.class);

    private static final int FAULTS = Integer.getInteger("brickhouse.test.faults", 5);

    /** About as many steps as a whole seed tells of, so that every phase is hit. */
    private static final int STEPS = 22;

    private static final int MOST_FAULTS_OF_ONE_SEED = 4;

    private enum Fault {
        /** The loading process gets SIGKILL. */
        PROCESS,
        /** One of the server processes that serve it is terminated. */
        BACKEND,
        /** All of them are. */
        BACKENDS,
        /** The server is stopped at once and started again, which replays its log. */
        SERVER
    }

    @TempDir
    private Path directory;

    private final Map<Fault, Integer> hits = new EnumMap<>(Fault.class);
    private final Map<String, Integer> phases = new TreeMap<>();

    @Test
    void anySeriesOfFaultsEndsInTheSameContents() throws Exception {
        Random random = new Random(20_261_124);
        int seeds = 0;
        try (CrashingServer server = CrashingServer.start(directory.resolve("data"))) {
            int done = 0;
            while (done < FAULTS) {
                empty(server);
                int planned = Math.min(FAULTS - done, 1 + random.nextInt(MOST_FAULTS_OF_ONE_SEED));
                int struck = 0;
                while (struck < planned) {
                    // every kind comes up, whatever the number of faults
                    Fault fault = Fault.values()[(done + struck) % Fault.values().length];
                    if (strike(server, fault, 1 + random.nextInt(STEPS), random)) {
                        struck++;
                    } else {
                        // the seed was complete before its turn came, so that the next one begins anew
                        FinishedSeed.check(server.dataSource());
                    }
                }
                done += struck;
                seeds++;
                seeder(server.dataSource()).seed(smallRequest());
                FinishedSeed.check(server.dataSource());
            }
        }
        LOG.info(
                "{} faults in {} seeds: {}, in the phases {}",
                hits.values().stream().mapToInt(i -> i).sum(),
                seeds,
                hits,
                phases);
        assertThat(hits.values().stream().mapToInt(i -> i).sum()).isGreaterThanOrEqualTo(FAULTS);
    }

    /** The disk is a small one in memory, where this process may mount such a thing. */
    @Test
    void aFullDiskIsNamedAndTheSeedGoesOnOnceThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, "300m");
                CrashingServer server = CrashingServer.start(disk.root().resolve("data"))) {
            AtomicInteger steps = new AtomicInteger();
            Progress filling = everyStep(phase -> {
                if (phase.equals("orders") && steps.incrementAndGet() == 2) {
                    disk.fill();
                }
            });
            // a seed as large as by default, since a small one finds room in pages that are there already
            SeedRequest large = DefaultSeed.request(LoadMethod.COPY, 2, 20_000);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> seeder(server.dataSource(), RetailSchema.DEFAULT, filling)
                            .seed(large));
            disk.makeRoom();
            restartIfDown(server);

            SeedResult summary = seeder(server.dataSource()).seed(large);

            assertThat(summary.resumed()).isTrue();
            assertThat(summary.checksum()).isEqualTo(DefaultSeed.CHECKSUM);
        }
    }

    /** A server that cannot write its log any more ends itself. */
    private static void restartIfDown(CrashingServer server) {
        try (Connection connection = server.dataSource().getConnection()) {
            connection.isValid(5);
        } catch (SQLException e) {
            server.restart();
        }
    }

    /** Whether the fault came before the seed was complete. */
    private boolean strike(CrashingServer server, Fault fault, int atStep, Random random) throws Exception {
        String phase =
                fault == Fault.PROCESS ? killProcess(server, atStep) : breakConnection(server, fault, atStep, random);
        if (fault == Fault.SERVER && phase != null) {
            server.restart();
        }
        if (phase == null) {
            return false;
        }
        hits.merge(fault, 1, Integer::sum);
        phases.merge(phase, 1, Integer::sum);
        return true;
    }

    private static String killProcess(CrashingServer server, int atStep) throws Exception {
        Process process = SeedProcess.start(server.url(), ExistingSeedPolicy.REPLACE);
        int steps = 0;
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith(SeedProcess.STEP) && ++steps == atStep) {
                    process.destroyForcibly().waitFor();
                    return line.replaceFirst(SeedProcess.STEP + " (in|begins) ", "");
                }
            }
        }
        assertThat(lines).last().asString().startsWith(SeedProcess.DONE + DefaultSeed.SMALL_CHECKSUM);
        return null;
    }

    private static String breakConnection(CrashingServer server, Fault fault, int atStep, Random random)
            throws IOException {
        AtomicInteger steps = new AtomicInteger();
        String[] struck = new String[1];
        Progress breaking = everyStep(phase -> {
            if (steps.incrementAndGet() == atStep) {
                struck[0] = phase;
                strike(server, fault, random);
            }
        });
        try {
            seeder(server.dataSource(), RetailSchema.DEFAULT, breaking).seed(smallRequest());
        } catch (DatabaseException e) {
            LOG.debug("As expected: {}", e.getMessage());
        }
        return struck[0];
    }

    private static void strike(CrashingServer server, Fault fault, Random random) {
        try {
            if (fault == Fault.SERVER) {
                server.crash();
                return;
            }
            try (Connection connection = server.dataSource().getConnection()) {
                List<String> backends = TestDatabase.rows(
                        connection,
                        "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                                + " AND pid <> pg_backend_pid() ORDER BY pid");
                if (fault == Fault.BACKEND) {
                    backends = List.of(backends.get(random.nextInt(backends.size())));
                }
                for (String pid : backends) {
                    TestDatabase.rows(connection, "SELECT pg_terminate_backend(" + pid + ")");
                }
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Progress everyStep(Consumer<String> step) {
        return (phase, total, done) -> {
            step.accept(phase);
            return new Progress.Task() {
                @Override
                public void advance(long steps) {
                    step.accept(phase);
                }

                @Override
                public void close() {}
            };
        };
    }

    private static void empty(CrashingServer server) throws SQLException {
        try (Connection connection = server.dataSource().getConnection()) {
            connection.createStatement().execute("DROP SCHEMA IF EXISTS analytics CASCADE");
            connection.createStatement().execute("DROP SCHEMA public CASCADE");
            connection.createStatement().execute("CREATE SCHEMA public");
        }
    }
}
