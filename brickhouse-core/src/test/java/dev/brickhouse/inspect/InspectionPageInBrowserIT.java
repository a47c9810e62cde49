package dev.brickhouse.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.report.BrowserTab;
import dev.brickhouse.report.Chromium;
import dev.brickhouse.report.PageLayout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a Chromium if the machine has one; otherwise these tests are reported as skipped. */
class InspectionPageInBrowserIT {

    private static final Pattern DRAWN = Pattern.compile("<canvas[^>]* style=\"display: block");

    /** All but that of the promotions, which the small database has too few orders for. */
    private static final int CHARTS = 15;

    /** Kept by JUnit on failure, since a browser that was ended may still write there. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private Chromium chromium;

    @BeforeEach
    void findChromium() {
        Optional<Path> binary = Chromium.find();
        assumeThat(binary).as("a Chromium on the PATH").isPresent();
        chromium = new Chromium(binary.orElseThrow(), directory);
    }

    @Test
    void drawsEveryChartInLightAndDarkWithoutAnError() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            database.execute("UPDATE products SET product_name = '</script><script>document.title=1</script>'"
                    + " WHERE product_id < 100");
            Path page = write(database);

            for (boolean dark : new boolean[] {false, true}) {
                Chromium.Outcome outcome = chromium.open(page, dark);

                assertThat(outcome.errors()).isEmpty();
                assertThat(DRAWN.matcher(outcome.dom()).results()).hasSize(CHARTS);
                assertThat(outcome.dom())
                        .contains("<dd class=\"value\">5,615</dd>")
                        .contains("&lt;/script&gt;&lt;script&gt;document.title=1&lt;/script&gt;</th>")
                        .doesNotContain("<title>1</title>");
            }
        }
    }

    @Test
    void aDatabaseWithoutRowsIsNoError() throws Exception {
        try (TestDatabase empty = TestDatabase.create()) {
            TestSchemas.migrate(empty.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

            Chromium.Outcome outcome = chromium.open(write(empty), false);

            assertThat(outcome.errors()).isEmpty();
            assertThat(outcome.dom()).contains("No data yet.").doesNotContain("NaN", "undefined");
        }
    }

    @Test
    void anotherScriptAndARequestWouldBeNoticed() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.makeOriginal();
            Path page = write(database);
            Files.writeString(
                    page,
                    Files.readString(page).replace("</footer>", "<script>boom()</script><img src=\"x.png\"></footer>"));

            Chromium.Outcome outcome = chromium.open(page, false);

            assertThat(outcome.errors())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("script-src"))
                    .anyMatch(line -> line.contains("x.png"));
            assertThat(outcome.dom()).contains("<dd class=\"value\">2</dd>").doesNotContain("NaN", "undefined");
        }
    }

    @Test
    void nothingIsCutOffAtAnyWidthNorOnPaper() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                BrowserTab tab =
                        new BrowserTab(chromium.binary(), Files.createTempDirectory(directory, "tab-profile"))) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            database.execute("UPDATE products SET product_name = repeat('W', 120) WHERE product_id % 3 = 0;"
                    + " UPDATE stores SET store_name = 'Brickhouse of a very long name in a small city ' || store_id");
            Path page = write(database);

            PageLayout.requireNothingCutOff(tab, page);
            assertThat(tab.console()).isEmpty();
        }
    }

    @Test
    void hiddenColumnsAreHintedAt() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                BrowserTab tab =
                        new BrowserTab(chromium.binary(), Files.createTempDirectory(directory, "tab-profile"))) {
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            Path page = write(database);
            String hints = "[...document.querySelectorAll('.hint')].filter(hint => hint.offsetHeight > 0).length";

            tab.resize(2000, false);
            tab.open(page);
            assertThat(tab.evaluate(hints)).isEqualTo(0);

            tab.resize(400, false);
            tab.open(page);
            assertThat((Integer) tab.evaluate(hints)).isPositive();
            tab.evaluate("document.querySelectorAll('.scroll').forEach(scroll => scroll.scrollTo(10000, 0)),"
                    + " new Promise(done => setTimeout(done, 300))");
            assertThat(tab.evaluate(hints)).isEqualTo(0);
        }
    }

    private Path write(TestDatabase database) throws SQLException {
        Path page = directory.resolve(database.rows("SELECT current_database()").get(0) + ".html");
        Inspection.take(database.dataSource(), "public", true, Console.SILENT, Progress.NONE)
                .page()
                .write(page);
        return page;
    }
}
