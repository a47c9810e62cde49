package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.report.BrowserTab;
import dev.brickhouse.report.Chromium;
import dev.brickhouse.report.PageLayout;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a Chromium if the machine has one; otherwise this test is reported as skipped. */
class SimulationPageInBrowserIT {

    /** Kept by JUnit on failure, since a browser that was ended may still write there. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void showsEachOperationAndCutsNothingOff() throws Exception {
        Optional<Path> binary = Chromium.find();
        assumeThat(binary).as("a Chromium on the PATH").isPresent();
        try (TestDatabase database = TestDatabase.create();
                BrowserTab tab =
                        new BrowserTab(binary.orElseThrow(), Files.createTempDirectory(directory, "tab-profile"))) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            database.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN IF NEW.quantity_cases % 2 = 0 THEN RAISE EXCEPTION 'even'; END IF; RETURN NEW; END $$;"
                    + " CREATE TRIGGER refuse BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse()");
            SimulationResult result = SimulatedDatabase.simulate(
                    database.dataSource(),
                    SimulationRequest.builder()
                            .workers(4)
                            .pattern(LoadPattern.parse("rush", directory))
                            .rate(100.0)
                            .duration(Duration.ofSeconds(4))
                            .refreshEvery(Duration.ofSeconds(1))
                            .reconnectTimeout(SimulatedDatabase.RECONNECT_TIMEOUT)
                            .maxP99(Thresholds.parse("list=0.001"))
                            .build());
            Path page = directory.resolve("simulate.html");
            SimulationFiles.page(result).write(page);

            PageLayout.requireNothingCutOff(tab, page);

            assertThat(tab.evaluate("document.title").toString())
                    .startsWith("Database " + result.server().database() + " under load · PostgreSQL ");
            assertThat(tab.evaluate("[...document.querySelectorAll('canvas')].map(each => each.ariaLabel).join()")
                            .toString())
                    .contains("Throughput", "Retries and errors", "Latency of place", "Latency of trends");
            assertThat(tab.evaluate("document.body.innerText").toString())
                    .contains("100 steps per second, rush", "P0001", "even", "Getting a connection")
                    .contains("The goal failed. Slower than brickhouse.simulate.maxP99 allows: p99 of list is ")
                    .doesNotContain("NaN", "undefined", "Infinity");
            assertThat(tab.console()).isEmpty();
        }
    }
}
