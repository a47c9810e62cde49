package dev.brickhouse.maintain;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** ANALYZE, VACUUM and refresh of the plugin's own tables and views, and of nothing else. */
public final class Maintenance {

    /** What the catalog says of a table or view. */
    private record Status(
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
     * Does what the request asks for. Skips what belongs to another user, and says so in the report.
     *
     * @throws ConfigurationException if the request asks for nothing, or there is no table to maintain
     * @throws dev.brickhouse.problem.DatabaseException if the server refuses
     */
    public static MaintenanceReport run(DataSource dataSource, MaintenanceRequest request, Console console) {
        if (!request.analyze() && !request.vacuum() && !request.refresh()) {
            throw new ConfigurationException(PropertyNames.MAINTAIN_ANALYZE + ", " + PropertyNames.MAINTAIN_VACUUM
                    + " and " + PropertyNames.MAINTAIN_REFRESH_ANALYTICS
                    + " are all false, which leaves nothing to do; set at least one of them to true.");
        }
        try {
            return new Maintenance(request, console).run(dataSource);
        } catch (SQLException e) {
            throw SqlProblems.explain(
                    e, "maintain schema " + request.schema().quoted(), "what was done before is kept");
        }
    }

    private MaintenanceReport run(DataSource dataSource) throws SQLException {
        Map<String, Status> before = read(dataSource);
        if (before.isEmpty()) {
            throw new ConfigurationException("Schema " + request.schema().quoted()
                    + " holds none of this plugin's tables; run brickhouse:schema first, or name the right schema with "
                    + PropertyNames.SCHEMA + " (" + PropertyNames.ENV_SCHEMA + ").");
        }
        boolean refreshed = request.refresh() && refresh(dataSource, before);
        Map<String, String> done = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            for (Map.Entry<String, Status> relation : before.entrySet()) {
                done.put(relation.getKey(), maintain(connection, relation.getKey(), relation.getValue(), refreshed));
            }
        }
        Map<String, Status> after = read(dataSource);
        List<MaintainedRelation> report = new ArrayList<>();
        before.forEach((name, was) -> {
            Status is = after.getOrDefault(name, was);
            report.add(new MaintainedRelation(
                    name, done.get(name), was.deadRows(), is.deadRows(), was.bytes(), is.bytes()));
        });
        return new MaintenanceReport(report);
    }

    private String maintain(Connection connection, String name, Status relation, boolean refreshed)
            throws SQLException {
        List<String> done = new ArrayList<>();
        if (refreshed && relation.isView()) {
            done.add("refreshed");
        }
        if ((request.vacuum() || request.analyze()) && !relation.mayVacuum()) {
            done.add("skipped, belongs to " + relation.owner());
        } else if (request.vacuum()) {
            Sql.execute(connection, "VACUUM " + (request.analyze() ? "(ANALYZE) " : "") + name);
            done.add(request.analyze() ? "vacuumed, analyzed" : "vacuumed");
        } else if (request.analyze()) {
            Sql.execute(connection, "ANALYZE " + name);
            done.add("analyzed");
        }
        return String.join(", ", done);
    }

    private boolean refresh(DataSource dataSource, Map<String, Status> relations) {
        for (Map.Entry<String, Status> relation : relations.entrySet()) {
            if (relation.getValue().isView() && !relation.getValue().mayMaintain()) {
                console.warn("The views are not refreshed, because " + relation.getKey() + " belongs to "
                        + relation.getValue().owner() + "; connect as that user with " + PropertyNames.USER);
                return false;
            }
        }
        AnalyticsRefresh.refresh(dataSource, request.schema(), false, console);
        return true;
    }

    private Map<String, Status> read(DataSource dataSource) throws SQLException {
        Map<String, Status> relations = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            Sql.call(connection, sql.get("fresh-figures"));
            Sql.forEach(
                    connection,
                    sql.get("relations"),
                    row -> relations.put(
                            Identifiers.qualify(row.getString("schema_name"), row.getString("relation_name")),
                            new Status(
                                    row.getBoolean("is_view"),
                                    row.getBoolean("may_maintain"),
                                    row.getBoolean("owns_database"),
                                    row.getString("owner"),
                                    row.getLong("bytes"),
                                    row.getLong("dead_rows"))),
                    request.schema().name(),
                    RetailSchema.allTables(),
                    request.schema().analytics(),
                    RetailSchema.VIEWS);
        }
        return relations;
    }
}
