package dev.brickhouse.report;

import dev.brickhouse.digest.Sha256;
import dev.brickhouse.resource.Resources;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One HTML file with charts that needs no other file and no network.
 *
 * <p>Text from the database appears only in a block of JSON, which the page's script turns into text and drawings. The
 * page's content security policy allows exactly the scripts of this plugin, by their digests, so a name in the database
 * can never run as a script.
 *
 * @param eyebrow the small line above the title
 * @param title what the page is about
 * @param goal the goal that writes it
 * @param script fills the page; it may use what <code>tables.js</code> and <code>charts.js</code> define
 * @param data what the script finds as <code>data</code>
 */
public record ChartPage(String eyebrow, String title, String goal, String script, Map<String, ?> data) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    /**
     * Several script resources as one script.
     *
     * @param beside a class of the package whose resource folder holds them
     * @param names their file names, in the order in which they use each other
     */
    public static String scripts(Class<?> beside, String... names) {
        return Arrays.stream(names).map(name -> resource(beside, name)).collect(Collectors.joining());
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @throws dev.brickhouse.problem.DatabaseException if the file cannot be written
     */
    public void write(Path file) {
        ReportFile.write(file, html());
    }

    /** The content of the file. */
    public String html() {
        String style = resource(ChartPage.class, "page.css");
        String library = resource(ChartPage.class, "chartjs/chart.umd.min.js");
        String scripts = scripts(ChartPage.class, "tables.js", "charts.js") + script;
        return fillIn(
                resource(ChartPage.class, "page.html"),
                Map.ofEntries(
                        Map.entry("eyebrow", escape(eyebrow)),
                        Map.entry("title", escape(title)),
                        Map.entry("goal", escape(goal)),
                        Map.entry("style", style),
                        Map.entry("styleDigest", digest(style)),
                        Map.entry("library", library),
                        Map.entry("libraryDigest", digest(library)),
                        Map.entry("libraryLicense", escape(resource(ChartPage.class, "chartjs/LICENSE.md"))),
                        Map.entry("script", scripts),
                        Map.entry("scriptDigest", digest(scripts)),
                        Map.entry("data", withoutMarkup(JsonFile.text(data)))));
    }

    /** Escapes the characters of markup, as a string of JSON may, so that no HTML parser sees a tag. */
    private static String withoutMarkup(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String digest(String content) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(content));
    }

    private static String fillIn(String template, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(placeholder -> Matcher.quoteReplacement(values.get(placeholder.group(1))));
    }

    /** Browsers read every line end as a line feed before they compute a digest. */
    private static String resource(Class<?> beside, String name) {
        return Resources.text(beside, name).replace("\r\n", "\n");
    }
}
