package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
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
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What users read in the documentation is there: links, goals, parameters; and what they copy can be read by a machine.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private static final Pattern GOAL =
            Pattern.compile("(?<![.\\w])brickhouse(?:-maven-plugin)?(?::[0-9][\\w.-]*)?:([a-z][a-z-]*[a-z])");

    private static final Pattern PARAMETER = Pattern.compile("-Dbrickhouse\\.([A-Za-z0-9.-]*[A-Za-z0-9])");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```");

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : found(LINK, prose(page))) {
                if (!isReachable(page, link.group(1))) {
                    broken.add(ROOT.relativize(page) + ": " + link.group(1));
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
        for (Path page : pages()) {
            Set<String> told = found(GOAL, read(page)).stream()
                    .map(each -> each.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            told.removeAll(goals);
            assertThat(told).as("unknown goals in " + ROOT.relativize(page)).isEmpty();
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
        for (Path page : pages()) {
            Set<String> told = found(PARAMETER, read(page)).stream()
                    .map(each -> "brickhouse." + each.group(1))
                    // how the tests of this repository are told where to run, not the plugin
                    .filter(each -> !each.startsWith("brickhouse.test."))
                    // what a misspelt one is answered with
                    .filter(each -> !each.equals("brickhouse.schemaa"))
                    .collect(Collectors.toCollection(TreeSet::new));
            told.removeAll(properties);
            assertThat(told)
                    .as("unknown parameters in " + ROOT.relativize(page))
                    .isEmpty();
        }
    }

    @Test
    void whatIsCopiedIsWellFormed() {
        for (Path page : pages()) {
            for (MatchResult block : found(BLOCK, read(page))) {
                String text = block.group(2);
                assertThatCode(() -> parse(block.group(1), text))
                        .as("%s in %s:%n%s", block.group(1), ROOT.relativize(page), text)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void parse(String language, String text) throws Exception {
        switch (language) {
            case "xml" -> {
                var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
                builder.setErrorHandler(new DefaultHandler());
                builder.parse(new InputSource(new StringReader("<block>" + text + "</block>")));
            }
            case "json" -> JSON.std.anyFrom(text);
            default -> {
                // what else is shown is tried by the projects of src/it
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
        return found(HEADING, read(page)).stream()
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
        return read(page).replaceAll("(?ms)^```.*?^```", "").replaceAll("`[^`\\n]*`", "");
    }

    private static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> site = Files.walk(Path.of("src/site").toAbsolutePath());
                Stream<Path> top = Files.list(ROOT)) {
            List<Path> pages = Stream.of(docs, site, top)
                    .flatMap(each -> each)
                    .filter(each -> each.toString().endsWith(".md"))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(20);
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
