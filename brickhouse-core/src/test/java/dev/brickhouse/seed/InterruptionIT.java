package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import java.io.BufferedReader;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Ctrl-C does, by the signal that a process can also get where Ctrl-C is switched off. */
class InterruptionIT {

    @Test
    void endsPromptlyAndSaysWhatIsLoaded() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            beginOnly(database);
            try (Connection holding = database.dataSource().getConnection()) {
                holding.setAutoCommit(false);
                // the process loads every chunk but this one, and waits for it
                TestDatabase.rows(holding, "SELECT 1 FROM brickhouse_chunk WHERE chunk_no = 5 FOR UPDATE");
                Process process = SeedProcess.start(database.url(), ExistingSeedPolicy.REPLACE);
                while (database.rows("SELECT 1 FROM brickhouse_chunk WHERE loaded_at IS NOT NULL")
                                .size()
                        < 5) {
                    assertThat(process.isAlive()).isTrue();
                    Thread.onSpinWait();
                }

                new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                        .start()
                        .waitFor();

                try (BufferedReader output = process.inputReader()) {
                    assertThat(output.lines().toList())
                            .anySatisfy(line -> assertThat(line)
                                    .startsWith("Interrupted: 5,000 of 5,615 orders (89 %) are loaded"));
                }
                assertThat(process.waitFor()).isNotZero();
                holding.rollback();
            }
            seeder(database.dataSource()).seed(smallRequest());
            FinishedSeed.check(database);
        }
    }

    /** A seed that has begun and has not loaded any order. */
    private static void beginOnly(TestDatabase database) throws Exception {
        Progress failing = (phase, total, done) -> {
            if (phase.equals("orders")) {
                throw new IllegalStateException("enough");
            }
            return Progress.NONE.begin(phase, total, done);
        };
        assertThatThrownBy(() -> seeder(database.dataSource(), RetailSchema.DEFAULT, failing)
                        .seed(smallRequest()))
                .hasMessage("enough");
        assertThat(database.rows("SELECT state FROM brickhouse_seed")).isEqualTo(List.of("loading"));
    }
}
