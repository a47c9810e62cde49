package dev.brickhouse.simulate;

import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.util.Map;

/** Makes the step of an operation. Safe for use by several threads. */
final class Steps {

    private static final int PAGE = 20;

    /** Hardly anybody turns more pages. */
    private static final int PAGES = 10;

    private final SimulationData data;
    private final OrderSteps orders;
    private final StockSteps stock;
    private final SqlStatements dashboard;

    Steps(RetailSchema schema, SimulationData data) {
        this.data = data;
        stock = new StockSteps(statements("stock.sql", schema), data);
        orders = new OrderSteps(statements("orders.sql", schema), data, stock);
        dashboard = statements("dashboard.sql", schema);
    }

    Step of(Operation operation, SimulationRandom random) {
        return switch (operation) {
            case PLACE -> orders.place(random);
            case APPROVE -> orders.approve();
            case FULFILL -> orders.fulfill();
            case CANCEL -> orders.cancel(random);
            case SELL -> stock.sell(random);
            case RECEIVE -> stock.receive(random);
            case LIST -> query(operation, PAGE * random.below(SimulationRandom.Purpose.PAGE, PAGES));
            case KPIS -> query(operation);
            case LOW_STOCK, TRENDS -> query(operation, data.region(random));
        };
    }

    static SqlStatements statements(String resource, RetailSchema schema) {
        return SqlStatements.read(
                Steps.class, resource, Map.of("schema", schema.name(), "analytics", schema.analytics()));
    }

    private Step query(Operation operation, Object... values) {
        String query = dashboard.get(operation.label());
        return connection -> {
            Sql.forEach(connection, query, row -> row.getString(1), values);
            return StepOutcome.READ;
        };
    }
}
