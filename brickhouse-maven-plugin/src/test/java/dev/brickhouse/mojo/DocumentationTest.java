package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.junit.jupiter.api.Test;

/**
 * What users read in the documentation is there: links, goals, parameters. What they copy is tried by {@link DocumentedBlocksTest}.
 */
class DocumentationTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private static final Pattern GOAL =
            Pattern.compile("(?<![.\\w])brickhouse(?:-maven-plugin)?(?::[0-9][\\w.-]*)?:([a-z][a-z-]*[a-z])");

    private static final Pattern PARAMETER = Pattern.compile("-Dbrickhouse\\.([A-Za-z0-9.-]*[A-Za-z0-9])");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:IT|Test))`");

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : DocumentationPages.all()) {
            for (MatchResult link : found(LINK, prose(page))) {
                if (!isReachable(page, link.group(1))) {
                    broken.add(DocumentationPages.ROOT.relativize(page) + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyGoalThatIsToldOfExists() {
        Set<String> goals = PluginDescriptorTest.descriptor().getMojos().stream()
                .map(MojoDescriptor::getGoal)
                .collect(Collectors.toSet());
        for (Path page : DocumentationPages.all()) {
            Set<String> told = found(GOAL, DocumentationPages.read(page)).stream()
                    .map(each -> each.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            told.removeAll(goals);
            assertThat(told)
                    .as("unknown goals in " + DocumentationPages.ROOT.relativize(page))
                    .isEmpty();
        }
    }

    @Test
    void everyParameterThatIsToldOfExists() {
        Set<String> properties = new HashSet<>();
        for (MojoDescriptor goal : PluginDescriptorTest.descriptor().getMojos()) {
            PluginDescriptorTest.parameters(goal).stream()
                    .filter(each -> !goal.getGoal().equals("help"))
                    .forEach(each -> properties.add(PluginDescriptorTest.property(goal, each)));
        }
        for (Path page : DocumentationPages.all()) {
            Set<String> told = found(PARAMETER, DocumentationPages.read(page)).stream()
                    .map(each -> "brickhouse." + each.group(1))
                    // how the tests of this repository are told where to run, not the plugin
                    .filter(each -> !each.startsWith("brickhouse.test."))
                    // what a misspelled one is answered with
                    .filter(each -> !each.equals("brickhouse.schemaa"))
                    .collect(Collectors.toCollection(TreeSet::new));
            told.removeAll(properties);
            assertThat(told)
                    .as("unknown parameters in " + DocumentationPages.ROOT.relativize(page))
                    .isEmpty();
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> tests = new HashSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(DocumentationPages.ROOT, "brickhouse-*")) {
            for (Path module : modules) {
                try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .forEach(tests::add);
                }
            }
        }
        for (Path page : DocumentationPages.all()) {
            if (!page.endsWith("CHANGELOG.md")) {
                assertThat(found(TEST, DocumentationPages.read(page)).stream().map(each -> each.group(1)))
                        .as("tests that are named in " + DocumentationPages.ROOT.relativize(page))
                        .isSubsetOf(tests);
            }
        }
    }

    private static boolean isReachable(Path page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        boolean isPageOfTheSite = file.endsWith(".html");
        if (isPageOfTheSite || !Files.exists(target)) {
            return isPageOfTheSite;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    /** As the hosts of repositories make them of headings. */
    private static Set<String> anchors(Path page) {
        return found(HEADING, DocumentationPages.read(page)).stream()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .trim()
                        .replaceAll("\\s", "-"))
                .collect(Collectors.toSet());
    }

    /** Without the blocks of code, in which brackets are not links. */
    private static String prose(Path page) {
        return DocumentationPages.read(page).replaceAll("(?ms)^```.*?^```", "").replaceAll("`[^`\\n]*`", "");
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
