package dev.brickhouse.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts each fault into one seeded database, in a transaction that is rolled back. */
class MutationIT {

    private static final Validator VALIDATOR = new Validator(RetailSchema.DEFAULT, Checks.all());

    private static TestDatabase database;

    @BeforeAll
    static void seed() throws SQLException {
        database = TestDatabase.create();
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    static Stream<Mutation> mutations() {
        return Mutations.all();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void isSeenByItsCheckAndByNoOther(Mutation mutation) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Map<String, List<String>> expected = mutation.apply(connection);

            ValidationReport report = VALIDATOR.validate(connection, Console.SILENT, Progress.NONE);

            Map<String, List<String>> found = new TreeMap<>();
            report.results().stream()
                    .filter(CheckResult::violated)
                    .forEach(result -> found.put(result.id(), result.sampleKeys()));
            assertThat(found.values()).allSatisfy(texts -> assertThat(texts).allMatch(text -> text.contains(": ")));
            expected.forEach((check, texts) ->
                    assertThat(comparable(found.get(check), texts)).as(check).isEqualTo(texts));
            assertThat(found).containsOnlyKeys(expected.keySet()).containsKey(mutation.check());
            assertThat(report.skipped()).extracting(CheckResult::id).isEqualTo(mutation.skipped());
            connection.rollback();
        }
    }

    /** What the mutation expects is a key, or a key with all that the check says of it. */
    private static List<String> comparable(List<String> found, List<String> expected) {
        return found == null || expected.stream().anyMatch(text -> text.contains(": "))
                ? found
                : found.stream()
                        .map(text -> text.substring(0, text.indexOf(": ")))
                        .toList();
    }

    @Test
    void everyCheckHasAMutation() {
        assertThat(Mutations.all().map(Mutation::check).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Checks.all().list().stream().map(Check::id).toList());
    }
}
