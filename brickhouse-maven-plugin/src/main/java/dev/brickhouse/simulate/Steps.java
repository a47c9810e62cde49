package dev.brickhouse.simulate;

import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.SqlStatements;
import java.util.Map;

/** Makes the step of an operation. Safe for use by several threads. */
final class Steps {

    private final OrderSteps orders;
    private final StockSteps stock;
    private final DashboardSteps dashboard;

    Steps(RetailSchema schema, SimulationData data) {
        StockRows rows = new StockRows(statements("stock.sql", schema));
        orders = new OrderSteps(statements("orders.sql", schema), data, rows);
        stock = new StockSteps(data, rows);
        dashboard = new DashboardSteps(statements("dashboard.sql", schema), data);
    }

    Step of(Operation operation, SimulationRandom random) {
        return switch (operation) {
            case PLACE -> orders.place(random);
            case APPROVE -> orders.approve();
            case FULFIL -> orders.fulfil();
            case CANCEL -> orders.cancel(random);
            case SELL -> stock.sell(random);
            case RECEIVE -> stock.receive(random);
            case LIST -> dashboard.list(random);
            case KPIS -> dashboard.kpis();
            case LOW_STOCK, TRENDS -> dashboard.ofRegion(operation, random);
        };
    }

    static SqlStatements statements(String resource, RetailSchema schema) {
        return SqlStatements.read(
                Steps.class, resource, Map.of("schema", schema.name(), "analytics", schema.analytics()));
    }
}
