package dev.brickhouse.backup;

import dev.brickhouse.sql.Identifiers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of pg_dump's on its way. It comes out so that psql runs it in a new database, where the schema public stands
 * already, and on a server that is older than pg_dump; and the rows of each table in it are counted.
 */
final class DumpScript {

    private static final String CREATE_SCHEMA = "CREATE SCHEMA ";
    private static final String UNLESS_THERE = "IF NOT EXISTS ";
    private static final String NEWER_SETTING = "SET transaction_timeout = 0;";
    private static final String WITHOUT_LIMIT = "SET lock_timeout = 0;";
    private static final String EMPTY_PATH = "SELECT pg_catalog.set_config('search_path', '', false);";
    private static final String COMMENT_OF_EVERY_DATABASE = "COMMENT ON SCHEMA public IS 'standard public schema';";
    private static final String COPY = "COPY ";
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\"., (]+)";
    private static final Pattern SETTING = Pattern.compile("SET (?=\\w+ = )");
    private static final Pattern ROWS_FOLLOW =
            Pattern.compile(COPY + NAME + "\\." + NAME + "\\s.*FROM stdin;\\s*", Pattern.DOTALL);

    /** One character for each byte, so that what is only passed on stays what it was in any encoding. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final SqlQuotes quotes = new SqlQuotes();
    private final StringBuilder copyStatement = new StringBuilder();

    /** What stands in the script and, for the session that runs it, another statement or none. */
    private final Map<String, String> replaced;

    private final boolean inTransaction;

    private DumpScript(Map<String, String> replaced, boolean inTransaction) {
        this.replaced = replaced;
        this.inTransaction = inTransaction;
    }

    /**
     * Passes a script on.
     *
     * @return how many rows of each table are in it, by the table's qualified and quoted name; a table whose rows do
     *     not end is not among them
     */
    static Map<String, Long> pass(InputStream script, OutputStream out) throws IOException {
        return new DumpScript(Map.of(), false).copy(new LineReader(script), out);
    }

    /**
     * Passes a script on to a session whose limit for the wait for locks shall stay, and whose search path as well for
     * what the script sets off: event triggers and, where it brings rows into tables that are there, their triggers.
     * What it sets ends with the transaction, since a session that a pooler lends goes to another client afterwards.
     */
    static void passToSession(InputStream script, BackupManifest.Options options, OutputStream out) throws IOException {
        boolean rowsAlone = options.content() == BackupContent.DATA;
        Map<String, String> replaced = new HashMap<>(
                Map.of(WITHOUT_LIMIT, "", EMPTY_PATH, rowsAlone ? "" : ScriptWriter.pathOfDefinitions(true) + ";"));
        // as it stands in a file of ours
        replaced.put(ScriptWriter.noTransactionTimeout(false), ScriptWriter.noTransactionTimeout(true));
        if (options.scope() == BackupScope.SCHEMAS) {
            // both stand already, and the statements would need the right to create another
            replaced.put(CREATE_SCHEMA, "-- " + CREATE_SCHEMA);
        }
        new DumpScript(replaced, true).copy(new LineReader(script), out);
    }

    private Map<String, Long> copy(LineReader script, OutputStream out) throws IOException {
        Map<String, Long> rows = new HashMap<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        String table = null;
        long count = 0;
        while (script.read(line)) {
            if (table == null) {
                table = statement(line.toString(BYTES), out);
                count = 0;
                continue;
            }
            line.writeTo(out);
            if (LineReader.endsCopy(line)) {
                rows.merge(table, count, Long::sum);
                table = null;
            } else {
                count++;
            }
        }
        return rows;
    }

    /** Passes on a line outside the rows, and returns the table whose rows follow it, or null. */
    private String statement(String line, OutputStream out) throws IOException {
        boolean begins = quotes.outside();
        out.write((begins ? portable(line) : line).getBytes(BYTES));
        quotes.read(line);
        if (begins && line.startsWith(COPY)) {
            copyStatement.setLength(0);
            copyStatement.append(line);
        } else if (!copyStatement.isEmpty()) {
            copyStatement.append(line);
        }
        if (copyStatement.isEmpty() || !quotes.outside()) {
            return null;
        }
        Matcher copy = ROWS_FOLLOW.matcher(copyStatement);
        String table = copy.matches() ? Identifiers.qualify(name(copy.group(1)), name(copy.group(2))) : null;
        if (line.stripTrailing().endsWith(";")) {
            copyStatement.setLength(0);
        }
        return table;
    }

    private String portable(String line) {
        for (Map.Entry<String, String> other : replaced.entrySet()) {
            if (line.startsWith(other.getKey())) {
                return other.getValue() + line.substring(other.getKey().length());
            }
        }
        if (line.startsWith(CREATE_SCHEMA) && !line.startsWith(UNLESS_THERE, CREATE_SCHEMA.length())) {
            return CREATE_SCHEMA + UNLESS_THERE + line.substring(CREATE_SCHEMA.length());
        }
        if (line.startsWith(COMMENT_OF_EVERY_DATABASE)) {
            // stands in the new database already, and only an owner of the schema may write it
            return line.substring(COMMENT_OF_EVERY_DATABASE.length());
        }
        if (line.startsWith(NEWER_SETTING)) {
            return ScriptWriter.noTransactionTimeout(inTransaction) + line.substring(NEWER_SETTING.length());
        }
        Matcher setting = SETTING.matcher(line);
        return inTransaction && setting.lookingAt() ? "SET LOCAL " + line.substring(setting.end()) : line;
    }

    private static String name(String written) {
        String text = new String(written.getBytes(BYTES), StandardCharsets.UTF_8);
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
