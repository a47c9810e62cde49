package dev.brickhouse.sql;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.resource.Resources;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of PostgreSQL whose value would change what the plugin's statements mean, with the value that they were
 * written for, whatever the role, the database or the server sets. {@code pinned-settings.csv} is the only list of
 * them.
 */
public final class PinnedSettings {

    private static final Map<String, String> SESSION = read("session");
    private static final Map<String, String> EXPORT = read("export");

    private PinnedSettings() {}

    /** The settings of every session by name, in the order in which they have to be set. */
    public static Map<String, String> ofSession() {
        return SESSION;
    }

    /**
     * Pins, until the transaction ends, the settings under which PostgreSQL writes values and definitions the same way
     * everywhere, every name outside pg_catalog with its schema. Row security is among them: a role that may not see
     * every row gets an error instead of some of the rows.
     *
     * @param connection with an open transaction
     */
    public static void applyForExport(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("settings for a transaction need one");
        }
        Sql.call(
                connection,
                "SELECT pg_catalog.set_config(name, value, true) FROM unnest(?, ?) AS setting (name, value)",
                List.copyOf(EXPORT.keySet()),
                List.copyOf(EXPORT.values()));
    }

    private static Map<String, String> read(String scope) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (NamedCsvRecord line : Resources.csv(PinnedSettings.class, "pinned-settings.csv")) {
            if (List.of(scope, "both").contains(line.getField("scope"))) {
                settings.put(line.getField("name"), line.getField("value"));
            }
        }
        return Collections.unmodifiableMap(settings);
    }
}
