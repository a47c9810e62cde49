package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several runs that work on one seed. */
class JoinIT {

    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void fourProcessesOfWhichTwoAreKilledEndInTheSameContents() throws Exception {
        String url = database.url();
        List<Process> processes = new ArrayList<>();
        List<CompletableFuture<List<String>>> outputs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Process process = SeedProcess.start(url, ExistingSeedPolicy.JOIN);
            processes.add(process);
            // the first two die in the middle of a load, wherever they have come to
            outputs.add(CompletableFuture.supplyAsync(i < 2 ? () -> killInOrders(process) : () -> lines(process)));
        }

        assertThat(outputs.get(2).get()).last().asString().startsWith(SeedProcess.DONE + DefaultSeed.SMALL_CHECKSUM);
        assertThat(outputs.get(3).get()).last().asString().startsWith(SeedProcess.DONE + DefaultSeed.SMALL_CHECKSUM);
        outputs.get(0).get();
        outputs.get(1).get();
        FinishedSeed.check(database);
        assertThat(List.of(outputs.get(2).get(), outputs.get(3).get()))
                .filteredOn(lines -> lines.contains(SeedProcess.STEP + " in foreign keys"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(database.rows("SELECT count(*), count(DISTINCT chunk_no) FROM brickhouse_chunk"))
                .containsExactly("6 | 6");
    }

    @Test
    void fourProcessesThatWorkTogetherEndInTheSameContents() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(SeedProcess.start(database.url(), ExistingSeedPolicy.JOIN));
        }
        List<CompletableFuture<List<String>>> outputs = processes.stream()
                .map(process -> CompletableFuture.supplyAsync(() -> lines(process)))
                .toList();

        for (CompletableFuture<List<String>> output : outputs) {
            assertThat(output.get()).last().asString().startsWith(SeedProcess.DONE + DefaultSeed.SMALL_CHECKSUM);
        }
        FinishedSeed.check(database);
    }

    @Test
    void aRunThatComesLateLeavesTheCompleteSeedAlone() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());

        SeedResult summary = seeder(database.dataSource()).seed(joining(smallRequest()));

        assertThat(summary.outcome()).isEqualTo(SeedResult.Outcome.KEPT);
        assertThat(summary.checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
    }

    @Test
    void aRunWithAnotherChunkSizeAndOneThatWasNotToldToJoinWorkTogether() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch joined = new CountDownLatch(1);
        Progress holding = (phase, total, done) -> {
            if (phase.equals("orders")) {
                begun.countDown();
                await(joined);
            }
            return Progress.NONE.begin(phase, total, done);
        };
        CompletableFuture<SeedResult> first = CompletableFuture.supplyAsync(() ->
                seeder(database.dataSource(), RetailSchema.DEFAULT, holding).seed(smallRequest()));
        await(begun);

        // it finds every chunk open, loads them all and completes the seed
        SeedResult second = seeder(database.dataSource())
                .seed(joining(SeedFixture.request(smallRequest().history().counts(), LoadMethod.INSERT, 1, 2_000)));
        joined.countDown();

        assertThat(second.outcome()).isEqualTo(SeedResult.Outcome.RESUMED);
        assertThat(first.get().outcome()).isEqualTo(SeedResult.Outcome.COMPLETED_BY_OTHERS);
        FinishedSeed.check(database);
    }

    @Test
    void aRunSaysThatItWaitsForTheOneThatBegins() throws Exception {
        RecordingConsole console = new RecordingConsole();
        try (Connection other = lock(SeedLock.Subject.SETUP)) {
            CompletableFuture<SeedResult> run = joiningRun(console);
            awaitLine(console, "Waiting.*", run);

            assertThat(console.info())
                    .first()
                    .asString()
                    .matches("Waiting for the run that begins the seed \\(server process \\d+, connected from .+\\)");
            other.rollback();
            assertThat(run.get().checksum()).isEqualTo(DefaultSeed.SMALL_CHECKSUM);
        }
    }

    @Test
    void aRunGoesOnSayingThatItWaitsForTheIndexes() throws Exception {
        RecordingConsole console = new RecordingConsole();
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("UPDATE brickhouse_seed SET state = 'finishing'");
        try (Connection other = lock(SeedLock.Subject.FINISH)) {
            CompletableFuture<SeedResult> run = joiningRun(console);
            awaitLine(console, ".*, for .* s now", run);

            String what = "Waiting for the run that builds the indexes, since all orders are loaded"
                    + " \\(server process \\d+, connected from .+\\)";
            assertThat(console.info()).filteredOn(line -> line.matches(what)).hasSize(1);
            assertThat(console.info()).last().asString().matches(what + ", for 1\\d s now");
            other.rollback();
            assertThat(run.get().outcome()).isEqualTo(SeedResult.Outcome.RESUMED);
        }
    }

    /** Locks as another run does. */
    private Connection lock(SeedLock.Subject subject) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
            statement.setInt(1, subject.key);
            statement.setInt(2, "public".hashCode());
            statement.execute();
        }
        return connection;
    }

    private CompletableFuture<SeedResult> joiningRun(RecordingConsole console) {
        Seeder seeder = new Seeder(
                new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                Catalog.standard(),
                console,
                Progress.NONE);
        return CompletableFuture.supplyAsync(() -> seeder.seed(joining(smallRequest())));
    }

    private static void awaitLine(RecordingConsole console, String line, CompletableFuture<?> run)
            throws InterruptedException {
        while (console.info().stream().noneMatch(each -> each.matches(line))) {
            assertThat(run).isNotDone();
            Thread.sleep(50);
        }
    }

    @Test
    void otherSettingsAreRefusedWithTheDifferencesNamed() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        SeedRequest other = SeedFixture.request(new OrderCounts(100, 10, 5, 5), LoadMethod.COPY, 1, 1_000);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(joining(other)))
                .withMessageContaining("fulfilledOrders is 5200 there and 100 here")
                .withMessageContaining("brickhouse.overwrite=true");
    }

    @Test
    void anotherVersionOfThePluginIsRefused() throws SQLException {
        seeder(database.dataSource()).seed(smallRequest());
        database.execute("UPDATE brickhouse_seed SET state = 'finishing', plugin_version = '0.0.9'");

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> seeder(database.dataSource()).seed(joining(smallRequest())))
                .withMessageContaining("it is 0.0.9 there and test here");
    }

    private static SeedRequest joining(SeedRequest request) {
        return SeedFixture.with(request, ExistingSeedPolicy.JOIN);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> killInOrders(Process process) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.equals(SeedProcess.STEP + " in orders")) {
                    process.destroyForcibly().waitFor();
                    return lines;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return lines;
    }

    private static List<String> lines(Process process) {
        return process.inputReader().lines().toList();
    }
}
