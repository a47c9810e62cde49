package dev.brickhouse.mojo;

import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.report.GoalSummary;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ServerKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which server a goal works on, for its summary. */
final class ServerFacts {

    private ServerFacts() {}

    /**
     * @param version as the server says it, or with the third part that artifacts have
     * @param connection null if the server does not run
     */
    static void put(
            GoalSummary summary, ServerKind kind, String version, ConnectionInfo connection, RetailSchema schema) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", ParameterReader.label(kind));
        facts.put("version", version.replaceAll("^(\\d+\\.\\d+)\\.0$", "$1"));
        if (connection != null) {
            facts.put("host", connection.host());
            facts.put("port", connection.port());
            facts.put("url", connection.jdbcUrl());
            facts.put("database", connection.database());
            facts.put("user", connection.user());
        }
        summary.put("server", facts).put("schema", schema.name()).put("analyticsSchema", schema.analytics());
    }
}
