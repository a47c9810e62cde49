package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.brickhouse.mojo.DocumentationPages.Block;
import dev.brickhouse.simulate.LoadPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users copy does what it is shown for: commands and files here, fragments of a POM in {@link DocumentedPomTest}. */
class DocumentedBlocksTest {

    /** The languages of blocks, and what tries them. */
    private static final Set<String> TRIED = Set.of(
            // by this test: commands, and what a goal prints
            "",
            "json",
            "csv",
            // by DocumentedPomTest
            "xml",
            // by DocumentedSqlIT and DocumentedQueryIT of the core
            "sql",
            "sql duckdb",
            // by DatabaseClonesIT of the core
            "sql clones",
            // by DocumentedStreamIT of the core
            "sql logical",
            "sql replica",
            "sql both",
            "java logical",
            // by DocumentedCodeTest of brickhouse-junit and of brickhouse-spark
            "java",
            "sql spark",
            // by projects of src/it, which are written in it
            "groovy",
            // by the project quarkus
            "properties quarkus");

    /** Those that need a program or a service that no build has, by page. */
    private static final Set<String> ONLY_SHOWN = Set.of(
            // a cluster with Citus
            "docs/distributed.md: sql citus",
            // Debezium
            "docs/change-stream.md: properties",
            // an Iceberg catalog
            "docs/spark.md: sql iceberg",
            "docs/spark.md: scala",
            "docs/spark.md: python",
            "README.md: scala",
            // Gradle, and CI servers
            "docs/testing.md: kotlin",
            "docs/testing.md: yaml");

    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\S+=\\S+ )*mvn (.*)$");

    private static final Pattern GOAL =
            Pattern.compile("(?:^| )(?:dev\\.)?brickhouse:(?:\\S+:)?([a-z-]+)(?:@\\S+)?(?= |$)");

    private static final Pattern PROPERTY = Pattern.compile("(?<= -D)brickhouse\\.[A-Za-z0-9.-]+");

    private static final Pattern NAMED =
            Pattern.compile("`(?:-D|\\$\\{|<)?(brickhouse\\.[A-Za-z0-9.-]*[A-Za-z0-9])[}>=` ]");

    /** Names that a user makes up or that only tests of this repository have. */
    private static final Pattern NO_PROPERTY =
            Pattern.compile("brickhouse\\.(test\\..*|example|version|schemaa|cloneUrl\\.1|cloneDatabase\\.1)");

    private final Map<String, MojoDescriptor> goals = PluginDescriptorTest.descriptor().getMojos().stream()
            .filter(goal -> !goal.getGoal().equals("help"))
            .collect(Collectors.toMap(MojoDescriptor::getGoal, goal -> goal, (one, other) -> one, TreeMap::new));

    @Test
    void everyBlockIsTriedOrNeedsWhatNoBuildHas() {
        assertThat(DocumentationPages.blocks())
                .hasSizeGreaterThan(80)
                .allMatch(block -> TRIED.contains(block.language())
                        || ONLY_SHOWN.contains(
                                DocumentationPages.ROOT
                                                .relativize(block.page())
                                                .toString()
                                                .replace('\\', '/') + ": " + block.language()));
    }

    @Test
    void jsonCanBeRead() {
        assertThat(DocumentationPages.blocks("json"))
                .isNotEmpty()
                .allSatisfy(block -> assertThatCode(() -> JSON.std.anyFrom(block.text()))
                        .as(block.toString())
                        .doesNotThrowAnyException());
    }

    @Test
    void everyCommandSetsParametersOfItsGoals() {
        int commands = 0;
        for (Block block : DocumentationPages.blocks()) {
            for (MatchResult match : found(COMMAND, block.text().replace("\\\n", " "))) {
                String command = " " + match.group(1).replaceAll("\\s#.*", "");
                List<String> called =
                        found(GOAL, command).stream().map(goal -> goal.group(1)).toList();
                if (!called.isEmpty()) {
                    assertThat(goals.keySet()).as(block.toString()).containsAll(called);
                    assertThat(found(PROPERTY, command).stream().map(MatchResult::group))
                            .as(block.toString())
                            .isSubsetOf(properties(called));
                    commands++;
                }
            }
        }
        assertThat(commands).isGreaterThan(40);
    }

    @Test
    void everyPropertyThatIsNamedExists() {
        Set<String> known = properties(goals.keySet());
        known.addAll(RenamedProperties.oldNames());
        for (Path page : DocumentationPages.all()) {
            if (page.endsWith("CHANGELOG.md")) {
                continue;
            }
            Set<String> named = found(NAMED, DocumentationPages.read(page)).stream()
                    .map(match -> match.group(1))
                    .filter(name -> !NO_PROPERTY.matcher(name).matches())
                    .collect(Collectors.toCollection(TreeSet::new));
            named.removeAll(known);
            assertThat(named).as(page.toString()).isEmpty();
        }
    }

    @Test
    void everyPatternOfALoadIsOne(@TempDir Path directory) throws IOException {
        assertThat(DocumentationPages.blocks("csv")).isNotEmpty();
        for (Block block : DocumentationPages.blocks("csv")) {
            Files.writeString(directory.resolve("monday.csv"), block.text());
            assertThatCode(() -> LoadPattern.parse("monday.csv", directory))
                    .as(block.toString())
                    .doesNotThrowAnyException();
        }
    }

    private Set<String> properties(Iterable<String> of) {
        Set<String> properties = new HashSet<>();
        of.forEach(goal -> PluginDescriptorTest.parameters(goals.get(goal))
                .forEach(each -> properties.add(PluginDescriptorTest.property(goals.get(goal), each))));
        return properties;
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
