package dev.brickhouse.backup;

import dev.brickhouse.sql.CleanUp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Runs a script of {@link ScriptWriter} in the transaction that is open on a connection, in schemas that are there. */
final class ScriptReader {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Connection transaction;
    private final LineReader in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    ScriptReader(Connection transaction, InputStream in) {
        this.transaction = transaction;
        this.in = new LineReader(in);
    }

    /** @throws IOException if the script cannot be read or is not one of ours */
    void run() throws SQLException, IOException {
        String last = next();
        if (!last.equals(ScriptWriter.TITLE)) {
            throw new IOException("it does not begin as a script of this plugin");
        }
        while (!last.equals(ScriptWriter.END)) {
            last = next();
            if (last.startsWith(ScriptWriter.STATEMENT)) {
                statement(Integer.parseInt(last.substring(ScriptWriter.STATEMENT.length())));
            } else if (last.equals(ScriptWriter.COPY)) {
                copy();
            }
        }
    }

    private void statement(int lines) throws SQLException, IOException {
        StringBuilder sql = new StringBuilder(next());
        for (int i = 1; i < lines; i++) {
            sql.append('\n').append(next());
        }
        if (sql.indexOf(DdlExporter.CREATE_SCHEMA) == 0) {
            // it stands already, and the statement would need the right to create another
            return;
        }
        try (Statement statement = transaction.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql.toString());
        }
    }

    private void copy() throws SQLException, IOException {
        String sql = next();
        CopyIn copy = transaction.unwrap(PGConnection.class).getCopyAPI().copyIn(sql.substring(0, sql.length() - 1));
        CleanUp cancelling = () -> {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        };
        try (cancelling) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream(BUFFER_BYTES * 2);
            for (readLine(); !LineReader.endsCopy(line); readLine()) {
                line.writeTo(rows);
                if (rows.size() >= BUFFER_BYTES) {
                    copy.writeToCopy(rows.toByteArray(), 0, rows.size());
                    rows.reset();
                }
            }
            copy.writeToCopy(rows.toByteArray(), 0, rows.size());
            copy.endCopy();
        }
    }

    private String next() throws IOException {
        readLine();
        return LineReader.text(line);
    }

    private void readLine() throws IOException {
        if (!in.read(line)) {
            throw new IOException("it ends too early");
        }
    }
}
