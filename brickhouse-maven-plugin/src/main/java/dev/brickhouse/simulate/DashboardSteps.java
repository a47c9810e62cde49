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
    private final Business business;

    DashboardSteps(SqlStatements sql, Business business) {
        this.sql = sql;
        this.business = business;
    }

    Step list(SimulatedDraws draws) {
        int offset = PAGE * draws.below(SimulatedDraws.Purpose.PAGE, PAGES);
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
    Step ofARegion(String statement, SimulatedDraws draws) {
        String region = business.region(draws);
        return connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql.get(statement))) {
                query.setString(1, region);
                return readAll(query);
            }
        };
    }

    private static Effect readAll(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                row.getString(1);
            }
        }
        return Effect.READ;
    }
}
