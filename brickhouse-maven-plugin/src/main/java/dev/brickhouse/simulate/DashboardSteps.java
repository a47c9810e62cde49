package dev.brickhouse.simulate;

import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;

/** The queries of a dashboard. Safe for use by several threads. */
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
        return query(Operation.LIST, PAGE * random.below(SimulationRandom.Purpose.PAGE, PAGES));
    }

    Step kpis() {
        return query(Operation.KPIS);
    }

    /** @param operation one that reads a region */
    Step ofRegion(Operation operation, SimulationRandom random) {
        return query(operation, data.region(random));
    }

    private Step query(Operation operation, Object... values) {
        String query = sql.get(operation.label());
        return connection -> {
            Sql.forEach(connection, query, row -> row.getString(1), values);
            return StepOutcome.READ;
        };
    }
}
