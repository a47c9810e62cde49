package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.sql.Identifiers;
import java.nio.charset.StandardCharsets;

/**
 * The two schemas that belong together, with names that PostgreSQL can hold.
 *
 * @param schema where the tables are
 * @param analyticsSchema where the materialized views over them are
 */
record SchemaPair(String schema, String analyticsSchema) {

    /** NAMEDATALEN less the closing zero of a PostgreSQL as it is usually built. */
    private static final int LONGEST_NAME_IN_BYTES = 63;

    SchemaPair {
        requireUsable(schema, PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ")");
        requireUsable(analyticsSchema, PropertyNames.ANALYTICS_SCHEMA);
    }

    String quotedSchema() {
        return Identifiers.quote(schema);
    }

    String quotedAnalyticsSchema() {
        return Identifiers.quote(analyticsSchema);
    }

    private static void requireUsable(String name, String setting) {
        if (name == null || name.isEmpty()) {
            throw new ConfigurationException(setting + " must not be empty; give it the name of a schema.");
        }
        if (name.indexOf('\0') >= 0) {
            throw new ConfigurationException(setting + " must not hold the character NUL.");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_IN_BYTES) {
            throw new ConfigurationException(setting + " is \"" + name + "\", which is longer than the "
                    + LONGEST_NAME_IN_BYTES + " bytes that PostgreSQL allows for a name; choose a shorter one.");
        }
        if (name.startsWith("pg_") || name.equals("information_schema")) {
            throw new ConfigurationException(setting + " is \"" + name
                    + "\", a name that PostgreSQL keeps for its own schemas; choose another.");
        }
        if (name.equals("$user")) {
            throw new ConfigurationException(setting + " is \"$user\", which PostgreSQL's search path reads as the "
                    + "schema named like the connected user; choose another.");
        }
    }
}
