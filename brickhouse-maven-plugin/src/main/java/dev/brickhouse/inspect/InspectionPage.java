package dev.brickhouse.inspect;

import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.report.JsonFile;
import dev.brickhouse.report.ReportFile;
import dev.brickhouse.sql.SqlText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
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
 */
public final class InspectionPage {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    /** In the order in which they use each other. */
    private static final List<String> SCRIPTS =
            List.of("tables.js", "charts.js", "figures.js", "orders.js", "sales.js", "stock.js", "page.js");

    private InspectionPage() {}

    /**
     * Writes the page, whole or not at all.
     *
     * @param inspection taken with charts
     * @throws DatabaseException if the file cannot be written
     */
    public static void write(Path file, Inspection inspection) {
        ReportFile.write(file, html(inspection));
    }

    static String html(Inspection inspection) {
        String style = resource("page.css");
        String library = resource("chartjs/chart.umd.min.js");
        String script = SCRIPTS.stream().map(InspectionPage::resource).collect(Collectors.joining());
        return fillIn(
                resource("page.html"),
                Map.of(
                        "style", style,
                        "styleDigest", digest(style),
                        "library", library,
                        "libraryDigest", digest(library),
                        "libraryLicence", escape(resource("chartjs/LICENSE.md")),
                        "script", script,
                        "scriptDigest", digest(script),
                        "data", withoutMarkup(JsonFile.text(data(inspection)))));
    }

    private static Map<String, Object> data(Inspection inspection) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("schema", inspection.schema());
        inspection.answers().forEach((question, answer) -> data.put(question, answer.asMap()));
        return data;
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
    private static String resource(String name) {
        return SqlText.read(InspectionPage.class, name).replace("\r\n", "\n");
    }
}
