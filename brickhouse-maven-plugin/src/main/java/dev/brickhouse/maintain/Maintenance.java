package dev.brickhouse.maintain;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** ANALYZE, VACUUM and refresh of the plugin's own tables and views, and of nothing else. */
public final class Maintenance {

    private record Relation(
            boolean isView, boolean mayMaintain, boolean ownsDatabase, String owner, long bytes, long deadRows) {

        /** The owner of the database may vacuum and analyze what others own, but not refresh their views. */
        boolean mayVacuum() {
            return mayMaintain || ownsDatabase;
        }
    }

    private final MaintenanceRequest request;
    private final Console console;
    private final SqlStatements sql = SqlStatements.read(Maintenance.class, "maintain.sql", Map.of());

    private Maintenance(MaintenanceRequest request, Console console) {
        this.request = request;
        this.console = console;
    }

    /**
     * Does what is asked for. What belongs to somebody else is left alone and the report says so.
     *
     * @throws ConfigurationException if nothing is asked for, or nothing is there to be looked after
     * @throws dev.brickhouse.problem.DatabaseException if the server refuses
     */
    public static List<MaintainedRelation> run(DataSource dataSource, MaintenanceRequest request, Console console) {
        if (!request.analyze() && !request.vacuum() && !request.refresh()) {
            throw new ConfigurationException(PropertyNames.MAINTAIN_ANALYZE + ", " + PropertyNames.MAINTAIN_VACUUM
                    + " and " + PropertyNames.MAINTAIN_REFRESH
                    + " are all false, which leaves nothing to do; set at least one of them to true.");
        }
        try {
            return new Maintenance(request, console).run(dataSource);
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e, "maintain schema " + request.schema().quoted(), "what was done before stays done");
        }
    }

    private List<MaintainedRelation> run(DataSource dataSource) throws SQLException {
        Map<String, Relation> before = read(dataSource);
        if (before.isEmpty()) {
            throw new ConfigurationException("Schema " + request.schema().quoted()
                    + " holds none of this plugin's tables; run the goal brickhouse:schema first, or name the right one"
                    + " in " + PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ").");
        }
        boolean refreshed = request.refresh() && refresh(dataSource, before);
        Map<String, String> done = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, Relation> relation : before.entrySet()) {
                done.put(relation.getKey(), maintain(statement, relation.getKey(), relation.getValue(), refreshed));
            }
        }
        Map<String, Relation> after = read(dataSource);
        List<MaintainedRelation> report = new ArrayList<>();
        before.forEach((name, was) -> {
            Relation is = after.getOrDefault(name, was);
            report.add(new MaintainedRelation(
                    name, done.get(name), was.deadRows(), is.deadRows(), was.bytes(), is.bytes()));
        });
        return report;
    }

    private String maintain(Statement statement, String name, Relation relation, boolean refreshed)
            throws SQLException {
        List<String> done = new ArrayList<>();
        if (refreshed && relation.isView()) {
            done.add("refreshed");
        }
        if ((request.vacuum() || request.analyze()) && !relation.mayVacuum()) {
            done.add("skipped, belongs to " + relation.owner());
        } else if (request.vacuum()) {
            statement.execute("VACUUM " + (request.analyze() ? "(ANALYZE) " : "") + name);
            done.add(request.analyze() ? "vacuumed, analyzed" : "vacuumed");
        } else if (request.analyze()) {
            statement.execute("ANALYZE " + name);
            done.add("analyzed");
        }
        return String.join(", ", done);
    }

    private boolean refresh(DataSource dataSource, Map<String, Relation> relations) {
        for (Map.Entry<String, Relation> relation : relations.entrySet()) {
            if (relation.getValue().isView() && !relation.getValue().mayMaintain()) {
                console.warn("The views are not refreshed, because " + relation.getKey() + " belongs to "
                        + relation.getValue().owner() + "; connect as that user with " + PropertyNames.USER);
                return false;
            }
        }
        AnalyticsRefresh.refresh(dataSource, request.schema(), false, console);
        return true;
    }

    private Map<String, Relation> read(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement fresh = connection.createStatement();
                PreparedStatement query = connection.prepareStatement(sql.get("relations"))) {
            fresh.execute(sql.get("fresh-figures"));
            query.setString(1, request.schema().name());
            query.setString(2, request.schema().analytics());
            Map<String, Relation> relations = new LinkedHashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    relations.put(
                            Identifiers.qualify(row.getString("schema_name"), row.getString("relation_name")),
                            new Relation(
                                    row.getBoolean("is_view"),
                                    row.getBoolean("may_maintain"),
                                    row.getBoolean("owns_database"),
                                    row.getString("owner"),
                                    row.getLong("bytes"),
                                    row.getLong("dead_rows")));
                }
            }
            return relations;
        }
    }
}
