package dev.brickhouse.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.sql.SqlStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    private static final Checks ALL = Checks.all();
    private static final Pattern NUMBER_OF_CHECKS = Pattern.compile("(\\d+) checks");

    @Test
    void everyCheckHasAnIdOfItsOwnAndASentence() {
        assertThat(ids(ALL)).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+(-[a-z]+)+"));
        assertThat(ALL.list()).extracting(Check::rule).doesNotHaveDuplicates().allMatch(rule -> rule.endsWith("."));
    }

    @Test
    void everyStatementIsThatOfACheck() {
        List<String> statements = new ArrayList<>();
        for (String resource : List.of(
                "structure.sql",
                "journal.sql",
                "keys.sql",
                "references.sql",
                "catalog.sql",
                "stock.sql",
                "orders.sql",
                "views.sql")) {
            statements.addAll(
                    SqlStatements.read(Checks.class, resource, Map.of()).all().values());
        }

        assertThat(statements)
                .containsExactlyInAnyOrderElementsOf(
                        ALL.list().stream().map(Check::sql).distinct().toList());
    }

    /** The meaning of a backslash in a literal depends on standard_conforming_strings. */
    @Test
    void noStatementHoldsABackslash() {
        assertThat(ALL.list()).extracting(Check::sql).noneMatch(sql -> sql.contains("\\"));
    }

    @Test
    void everyCheckIsDocumentedWithItsSeverityAndRule() throws IOException {
        String documentation = Files.readString(Path.of("..", "docs", "validate.md"));

        assertThat(ALL.list())
                .allSatisfy(check -> assertThat(documentation)
                        .contains(
                                "| `" + check.id() + "` | " + check.severity().label() + " | " + check.rule() + " |"));
    }

    @Test
    void theNumberOfChecksIsTrueWhereverItIsTold() throws IOException {
        Path root = Path.of("..");
        List<String> told = new ArrayList<>();
        try (Stream<Path> docs = Files.list(root.resolve("docs"));
                Stream<Path> projects = Files.walk(root.resolve("src/it"), 2)) {
            List<Path> files = Stream.of(Stream.of(root.resolve("README.md")), docs, projects)
                    .flatMap(each -> each)
                    .filter(file -> file.toString().matches(".*\\.(md|groovy)"))
                    .toList();
            for (Path file : files) {
                NUMBER_OF_CHECKS.matcher(Files.readString(file)).results().forEach(number -> told.add(number.group(1)));
            }
        }

        assertThat(told)
                .hasSizeGreaterThan(4)
                .containsOnly(Integer.toString(ALL.list().size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nothingSelectedMeansAll(String selection) {
        assertThat(ids(ALL.select(selection))).isEqualTo(ids(ALL));
        assertThat(ids(ALL.select(null))).isEqualTo(ids(ALL));
    }

    @Test
    void picksInTheOrderOfTheReport() {
        assertThat(ids(ALL.select("views-present, orders-quantity,")))
                .containsExactly("orders-quantity", "views-present");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!orders-quantity,-views-present", " ! orders-quantity , - views-present "})
    void excludes(String selection) {
        assertThat(ids(ALL.select(selection)))
                .hasSize(ALL.list().size() - 2)
                .doesNotContain("orders-quantity", "views-present");
    }

    @Test
    void excludesFromWhatIsPicked() {
        assertThat(ids(ALL.select("views-present,orders-quantity,!orders-quantity")))
                .containsExactly("views-present");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-quantity", "orders-quantity,!order-quantity", "-order-quantity"})
    void namesTheKnownIdsForAnUnknownOne(String selection) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ALL.select(selection))
                .withMessageContaining("brickhouse.validate.checks names \"order-quantity\"")
                .withMessageContaining(String.join(", ", ids(ALL)));
    }

    @Test
    void refusesASelectionThatLeavesNothing() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ALL.select("orders-quantity,!orders-quantity"))
                .withMessageContaining("leaves no check");
    }

    private static List<String> ids(Checks checks) {
        return checks.list().stream().map(Check::id).toList();
    }
}
