package dev.brickhouse.inspect;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.SchemaContents;
import dev.brickhouse.schema.SearchPath;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What the tables of one schema hold at one moment. Immutable. */
public final class Inspection {

    private final String schema;
    private final Map<String, Rows> answers;

    private Inspection(String schema, Map<String, Rows> answers) {
        this.schema = schema;
        this.answers = Collections.unmodifiableMap(answers);
    }

    /**
     * Asks all questions in one snapshot, so that their answers fit together while others write.
     *
     * @param schema where the tables are, unquoted
     * @param charts whether to ask what only {@link InspectionPage} shows
     * @throws ConfigurationException if the tables are not there
     * @throws DatabaseException if the user may not read them, or the server refuses otherwise
     */
    public static Inspection take(DataSource dataSource, String schema, boolean charts, Console console) {
        try {
            return Transactions.snapshot(dataSource, snapshot -> take(snapshot, schema, charts, console));
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "inspect schema " + Identifiers.quote(schema), "nothing was changed");
        }
    }

    private static Inspection take(Connection connection, String schema, boolean charts, Console console)
            throws SQLException {
        SchemaContents.ofTables(connection, schema).requireReadable("inspect", RetailSchema.TABLES);
        SearchPath.set(connection, Identifiers.quote(schema));
        Map<String, Rows> answers = new LinkedHashMap<>();
        for (String resource : charts ? List.of("queries.sql", "charts.sql") : List.of("queries.sql")) {
            for (Map.Entry<String, String> question : SqlStatements.read(Inspection.class, resource, Map.of())
                    .all()
                    .entrySet()) {
                long begun = System.nanoTime();
                try (PreparedStatement query = connection.prepareStatement(question.getValue())) {
                    answers.put(question.getKey(), Rows.read(query));
                }
                console.debug(
                        "Asked for " + question.getKey() + ": " + (System.nanoTime() - begun) / 1_000_000 + " ms");
            }
        }
        return new Inspection(schema, answers);
    }

    /** The schema that was looked into, unquoted. */
    public String schema() {
        return schema;
    }

    Map<String, Rows> answers() {
        return answers;
    }

    Rows answer(String question) {
        Rows answer = answers.get(question);
        if (answer == null) {
            throw new IllegalArgumentException("Nobody asked for '" + question + "'");
        }
        return answer;
    }
}
