package dev.brickhouse.backup;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;

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

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int STRANGERS_SHOWN = 3;

    private static final List<String> SAME_READING = List.of(
            "SET LOCAL search_path = ''",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL IntervalStyle = 'postgres'",
            "SET LOCAL check_function_bodies = off");

    /** Opens the file that is written; a test puts a full disk in its place. */
    @FunctionalInterface
    interface Opener {

        OutputStream open(Path file) throws IOException;
    }

    private final BackupRequest request;
    private final Opener opener;

    ScriptWriter(BackupRequest request, Opener opener) {
        this.request = request;
        this.opener = opener;
    }

    static ScriptWriter toFile(BackupRequest request) {
        return new ScriptWriter(request, file -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    }

    @Override
    public Writer kind() {
        return Writer.BUILTIN;
    }

    @Override
    public String version() {
        return "";
    }

    /** @throws RefusedException if the schemas hold what it cannot carry */
    @Override
    public void write(Connection snapshot, Path target) throws SQLException, IOException {
        Definitions definitions = new Definitions(snapshot, request.schema(), request.analyticsSchema());
        refuseStrangers(definitions);
        try (OutputStream file = opener.open(target);
                OutputStream out = new BufferedOutputStream(compressed(file), BUFFER_BYTES)) {
            write(snapshot, definitions, out);
        }
    }

    private void write(Connection snapshot, Definitions definitions, OutputStream out)
            throws SQLException, IOException {
        Content content = request.content();
        line(out, TITLE);
        line(out, "SET client_encoding = 'UTF8';");
        line(out, "SET standard_conforming_strings = on;");
        line(out, "BEGIN;");
        statements(out, SAME_READING);
        if (content != Content.DATA) {
            statements(out, definitions.tables());
        }
        for (String table : OurRelations.TABLES) {
            if (OurRelations.hasRows(content, table)) {
                copy(snapshot, definitions, table, out);
            }
        }
        if (content != Content.SCHEMA) {
            statements(out, definitions.sequenceStates());
        }
        if (content != Content.DATA) {
            statements(out, definitions.constraintsAndIndexes());
            statements(out, definitions.views());
            statements(out, definitions.comments());
        }
        if (content != Content.SCHEMA) {
            statements(out, definitions.refreshes());
        }
        line(out, "COMMIT;");
        line(out, END);
    }

    private static void copy(Connection snapshot, Definitions definitions, String table, OutputStream out)
            throws SQLException, IOException {
        String what = definitions.qualified(table) + " (" + definitions.columns(table) + ")";
        line(out, COPY);
        line(out, "COPY " + what + " FROM stdin;");
        snapshot.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + what + " TO STDOUT", out);
        line(out, "\\.");
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

    private OutputStream compressed(OutputStream file) throws IOException {
        if (request.compression() == 0) {
            return file;
        }
        return new GZIPOutputStream(file, BUFFER_BYTES) {
            {
                def.setLevel(Math.min(request.compression(), Deflater.BEST_COMPRESSION));
            }
        };
    }

    private void refuseStrangers(Definitions definitions) throws SQLException {
        List<String> strangers = definitions.strangers();
        if (!strangers.isEmpty()) {
            int more = strangers.size() - STRANGERS_SHOWN;
            throw new RefusedException("The built-in backup writer only carries what this plugin made, and "
                    + Identifiers.quote(request.schema()) + " and " + Identifiers.quote(request.analyticsSchema())
                    + " hold more: "
                    + String.join(", ", strangers.subList(0, Math.min(STRANGERS_SHOWN, strangers.size())))
                    + (more > 0 ? " and " + more + " more" : "") + "; " + PgDumpAdvice.INSTALL + ".");
        }
    }
}
