package dev.brickhouse.client;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what one of PostgreSQL's own programs complains of. What it was doing comes first; why that failed, which the
 * server may have told it, and what helps follow in lines of their own.
 */
final class Complaint {

    private static final int LONGEST_MESSAGE = 300;

    private static final Pattern ERROR = Pattern.compile("error:|ERROR:|FATAL:");

    /** Which of the three a line is, and its text; pg_dump 13 and older call each of them an error. */
    private static final Pattern MORE = Pattern.compile(
            "(?:(?:pg_dump|pg_restore|psql): )?(?:(detail|DETAIL)|(hint|HINT)|error(?=: Error message from server)):\\s+"
                    + "(?:Error message from server:\\s+)?(.*)");

    /** It is long, and ours. */
    private static final Pattern STATEMENT =
            Pattern.compile("(The )?(command|query) was: .*", Pattern.CASE_INSENSITIVE);

    private Complaint() {}

    /** The first one, in one line without a full stop. */
    static String first(String said) {
        List<String> lines =
                said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        int start = 0;
        while (start < lines.size() && !ERROR.matcher(lines.get(start)).find()) {
            start++;
        }
        if (start == lines.size()) {
            return lines.isEmpty() ? "it gave no reason" : sentence(lines.get(0));
        }
        StringBuilder complaint = new StringBuilder(sentence(lines.get(start)));
        for (String line : lines.subList(start + 1, lines.size())) {
            Matcher more = MORE.matcher(line);
            if (more.matches()) {
                if (!STATEMENT.matcher(more.group(3)).matches()) {
                    complaint.append(more.group(2) == null ? ": " : "; ").append(sentence(more.group(3)));
                }
            } else if (ERROR.matcher(line).find()) {
                break;
            }
        }
        return complaint.toString();
    }

    private static String sentence(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        String cut = line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
        return cut.endsWith(".") && !cut.endsWith("...") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
