package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.seed.SeedFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every block of SQL in the documentation runs on a seeded database, one whose orders are partitioned. */
class DocumentedSqlIT {

    private static final Path DOCUMENTATION = Path.of("..", "docs");

    /** Those for other systems have the name of that behind the language. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ {0,3}```sql\\n(.*?)^ {0,3}```$");

    @TestFactory
    Stream<DynamicTest> everyBlockRuns() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(DOCUMENTATION)) {
            pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        List<DynamicTest> tests = pages.stream().flatMap(DocumentedSqlIT::tests).toList();
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static Stream<DynamicTest> tests(Path page) {
        return BLOCK.matcher(read(page))
                .results()
                .map(block -> DynamicTest.dynamicTest(
                        DOCUMENTATION.relativize(page) + ": "
                                + block.group(1).lines().findFirst().orElseThrow(),
                        () -> run(block.group(1))));
    }

    private static void run(String statements) throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
            SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
            database.execute(statements);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
