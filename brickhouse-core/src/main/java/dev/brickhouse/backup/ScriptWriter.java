package dev.brickhouse.backup;

import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.sql.CleanUp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The built-in writer: an SQL script that {@link ScriptReader} and psql both run, with the rows as COPY blocks that
 * stream through, so that its memory does not grow with the tables.
 *
 * <p>Before each statement stands how many lines it has, so that a reader need not understand SQL to find its end.
 */
final class ScriptWriter implements BackupWriter {

    static final String TITLE = "-- brickhouse-maven-plugin backup, version 1";
    static final String STATEMENT = "-- statement: ";
    static final String COPY = "-- copy";
    static final String END = "-- end";

    private static final int STRANGERS_SHOWN = 3;

    /** For psql only: over its own connection the plugin keeps to the limits that it was given. */
    private static final List<String> NO_LIMITS = List.of(
            "SET LOCAL client_encoding = 'UTF8';",
            "SET LOCAL statement_timeout = 0;",
            "SET LOCAL lock_timeout = 0;",
            "SET LOCAL idle_in_transaction_session_timeout = 0;",
            noTransactionTimeout(true));

    /** Whatever the role, the database or the server sets, the script means what it meant when it was written. */
    private static final List<String> SAME_READING = List.of(
            "SET LOCAL standard_conforming_strings = on",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL IntervalStyle = 'postgres'",
            "SET LOCAL lc_monetary = 'C'",
            "SET LOCAL xmloption = content",
            "SET LOCAL array_nulls = on",
            "SET LOCAL transform_null_equals = off",
            "SET LOCAL check_function_bodies = off",
            "SET LOCAL row_security = off");

    private final BackupRequest request;
    private final ScriptFile.Opener opener;
    private final boolean hasAlternative;

    /** @param hasAlternative whether pg_dump could take the same backup */
    ScriptWriter(BackupRequest request, ScriptFile.Opener opener, boolean hasAlternative) {
        this.request = request;
        this.opener = opener;
        this.hasAlternative = hasAlternative;
    }

    static ScriptWriter toFile(BackupRequest request) {
        return new ScriptWriter(request, ScriptFile::create, true);
    }

    /** The writer of what pg_dump must not write, which its refusals therefore do not name. */
    static ScriptWriter withoutAlternative(BackupRequest request) {
        return new ScriptWriter(request, ScriptFile::create, false);
    }

    /** Lifts a limit that servers before PostgreSQL 17 do not know. */
    static String noTransactionTimeout(boolean isLocal) {
        return "SELECT pg_catalog.set_config(name, '0', " + isLocal
                + ") FROM pg_catalog.pg_settings WHERE name = 'transaction_timeout';";
    }

    /**
     * Lets definitions mean what they meant, in which only what is PostgreSQL's own is not qualified. The function of
     * an event trigger that they set off finds what it finds in any session.
     */
    static String pathOfDefinitions(boolean isLocal) {
        return "SELECT pg_catalog.set_config('search_path',"
                + " CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtenabled <> 'D')"
                + " THEN pg_catalog.concat_ws(', ', 'pg_catalog', nullif(pg_catalog.current_setting('search_path'), ''))"
                + " ELSE '' END, " + isLocal + ")";
    }

    @Override
    public WriterKind kind() {
        return WriterKind.BUILTIN;
    }

    @Override
    public String version() {
        return "";
    }

    /**
     * @throws RefusedException if the schemas hold what it cannot carry
     * @throws ConfigurationException if a table of the plugin's is missing
     */
    @Override
    public Map<String, Long> write(Connection snapshot, Path target) throws SQLException, IOException {
        requireTables(snapshot);
        DdlExporter definitions = new DdlExporter(snapshot, request.schema());
        refuseUnsupportedObjects(definitions);
        try (OutputStream file = opener.open(target);
                OutputStream out = ScriptFile.compressed(file, request.compression())) {
            return write(snapshot, definitions, out);
        }
    }

    private Map<String, Long> write(Connection snapshot, DdlExporter definitions, OutputStream out)
            throws SQLException, IOException {
        BackupContent content = request.content();
        Map<String, Long> rows = new HashMap<>();
        line(out, TITLE);
        line(out, "BEGIN;");
        for (String setting : NO_LIMITS) {
            line(out, setting);
        }
        statements(out, SAME_READING);
        if (content != BackupContent.DATA) {
            statements(out, List.of(pathOfDefinitions(true)));
            statements(out, definitions.tables());
        }
        for (String table : RetailSchema.allTables()) {
            if (content.hasRowsOf(table)) {
                rows.put(definitions.qualified(table), copy(snapshot, definitions, table, out));
            }
        }
        if (content != BackupContent.SCHEMA) {
            statements(out, definitions.sequenceStates());
        }
        if (content != BackupContent.DATA) {
            statements(out, definitions.constraintsAndIndexes());
            statements(out, definitions.views());
            statements(out, definitions.relationProperties());
            statements(out, definitions.comments());
        }
        if (content != BackupContent.SCHEMA) {
            statements(out, definitions.refreshes());
        }
        line(out, "COMMIT;");
        line(out, END);
        return rows;
    }

    private static long copy(Connection snapshot, DdlExporter definitions, String table, OutputStream out)
            throws SQLException, IOException {
        line(out, COPY);
        line(out, "COPY " + definitions.copied(table) + " FROM stdin;");
        PGConnection session = snapshot.unwrap(PGConnection.class);
        CopyOut rows = session.getCopyAPI().copyOut("COPY " + definitions.copiedFrom(table) + " TO STDOUT");
        try {
            for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
                out.write(row);
            }
        } catch (IOException e) {
            CleanUp.after(e, () -> end(session, rows));
            throw e;
        }
        line(out, "\\.");
        return rows.getHandledRowCount();
    }

    /** The driver's own way to cancel leaves rows that are under way, as which it then reads the next answers. */
    private static void end(PGConnection session, CopyOut rows) throws SQLException {
        session.cancelQuery();
        try {
            byte[] row = rows.readFromCopy();
            while (row != null) {
                row = rows.readFromCopy();
            }
        } catch (SQLException e) {
            if (!SqlState.QUERY_CANCELED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void statements(OutputStream out, List<String> statements) throws IOException {
        for (String statement : statements) {
            long lines = statement.chars().filter(c -> c == '\n').count() + 1;
            line(out, STATEMENT + lines);
            line(out, statement + ";");
        }
    }

    private static void line(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void requireTables(Connection snapshot) throws SQLException {
        SchemaContents contents =
                SchemaContents.ofTables(snapshot, request.schema().name());
        List<String> missing = RetailSchema.allTables().stream()
                .filter(name -> !contents.hasTable(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigurationException("Could not take the backup (no file was left): schema "
                    + request.schema().quoted() + " has lost " + String.join(", ", missing)
                    + "; restore an earlier backup, or drop the schema and seed again"
                    + (hasAlternative
                            ? "; pg_dump backs up what is left (" + PropertyNames.BACKUP_WRITER + "=pg_dump)."
                            : "."));
        }
    }

    private void refuseUnsupportedObjects(DdlExporter definitions) throws SQLException {
        List<String> unsupportedObjects = definitions.unsupportedObjects();
        if (!unsupportedObjects.isEmpty()) {
            int more = unsupportedObjects.size() - STRANGERS_SHOWN;
            throw new RefusedException("The built-in backup writer only carries what this plugin made, and "
                    + request.schema().quoted() + " and " + request.schema().quotedAnalytics()
                    + " hold more: "
                    + String.join(
                            ", ", unsupportedObjects.subList(0, Math.min(STRANGERS_SHOWN, unsupportedObjects.size())))
                    + (more > 0 ? " and " + more + " more" : "") + "; "
                    + (hasAlternative
                            ? ClientPrograms.INSTALL_ADVICE
                            : "move what is yours to another schema (as by ALTER TABLE … SET SCHEMA), or drop it")
                    + ".");
        }
    }
}
