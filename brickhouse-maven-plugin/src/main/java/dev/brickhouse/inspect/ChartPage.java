package dev.brickhouse.inspect;

import dev.brickhouse.report.JsonFile;
import dev.brickhouse.sql.SqlText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One HTML file with charts that needs no other file and no network.
 *
 * <p>What comes from the database stands only in a block of JSON, which the page's script turns into text and drawings.
 * The page's content security policy runs exactly the scripts that the plugin brings, by their digests, so that a name in
 * the database can never act as a script.
 *
 * @param eyebrow the small line above the title
 * @param title what the page is about
 * @param goal the goal that makes it
 * @param script fills the page; it may use what <code>tables.js</code> and <code>charts.js</code> define
 * @param data what the script finds as <code>data</code>
 */
public record ChartPage(String eyebrow, String title, String goal, String script, Map<String, ?> data) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    /** In the order in which they use each other. */
    private static final List<String> SHARED_SCRIPTS = List.of("tables.js", "charts.js");

    /** The whole file. */
    public String html() {
        String style = resource("page.css");
        String library = resource("chartjs/chart.umd.min.js");
        String scripts = SHARED_SCRIPTS.stream().map(ChartPage::resource).collect(Collectors.joining()) + script;
        return fillIn(
                resource("page.html"),
                Map.ofEntries(
                        Map.entry("eyebrow", escape(eyebrow)),
                        Map.entry("title", escape(title)),
                        Map.entry("goal", escape(goal)),
                        Map.entry("style", style),
                        Map.entry("styleDigest", digest(style)),
                        Map.entry("library", library),
                        Map.entry("libraryDigest", digest(library)),
                        Map.entry("libraryLicense", escape(resource("chartjs/LICENSE.md"))),
                        Map.entry("script", scripts),
                        Map.entry("scriptDigest", digest(scripts)),
                        Map.entry("data", withoutMarkup(JsonFile.text(data)))));
    }

    /** Inside a string of JSON these characters may be written as escapes, and then no parser of HTML sees a tag. */
    private static String withoutMarkup(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String fillIn(String template, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(placeholder -> Matcher.quoteReplacement(values.get(placeholder.group(1))));
    }

    /** Browsers read every line end as a line feed before they take a digest. */
    static String resource(String name) {
        return SqlText.read(ChartPage.class, name).replace("\r\n", "\n");
    }
}
