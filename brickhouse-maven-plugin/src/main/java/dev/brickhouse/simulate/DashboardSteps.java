package dev.brickhouse.simulate;

import dev.brickhouse.sql.SqlStatements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What somebody reads who looks at the dashboard. Safe for use by several threads. */
final class DashboardSteps {

    private static final int PAGE = 20;

    /** Hardly anybody turns more pages. */
    private static final int PAGES = 10;

    private final SqlStatements sql;
    private final SimulationData data;

    DashboardSteps(SqlStatements sql, SimulationData data) {
        this.sql = sql;
        this.data = data;
    }

    Step list(SimulationRandom random) {
        int offset = PAGE * random.below(SimulationRandom.Purpose.PAGE, PAGES);
        return connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql.get("list"))) {
                query.setInt(1, offset);
                return readAll(query);
            }
        };
    }

    Step kpis() {
        return connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql.get("kpis"))) {
                return readAll(query);
            }
        };
    }

    /** @param statement one that asks about a region */
    Step ofARegion(String statement, SimulationRandom random) {
        String region = data.region(random);
        return connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql.get(statement))) {
                query.setString(1, region);
                return readAll(query);
            }
        };
    }

    private static StepOutcome readAll(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                row.getString(1);
            }
        }
        return StepOutcome.READ;
    }
}
