package dev.brickhouse.simulate;

import java.sql.Connection;
import java.sql.SQLException;

/** Goods that come into the warehouse and go out of the shops. Safe for use by several threads. */
final class StockSteps {

    /** With the default mix about as much is received as is delivered to the shops, and sold there. */
    private static final int LEAST_RECEIVED = 40;

    private static final int RECEIVED_STEPS = 5;
    private static final int RECEIVED_STEP = 10;
    private static final int MOST_SOLD = 15;

    private final SimulationData data;
    private final StockRows stock;

    StockSteps(SimulationData data, StockRows stock) {
        this.data = data;
        this.stock = stock;
    }

    Step sell(SimulationRandom random) {
        SimulationData.Demanded wanted = data.demanded(random);
        int cases = 1 + random.below(SimulationRandom.Purpose.CASES, MOST_SOLD);
        return connection -> {
            StockRows.Position shelf =
                    stock.read(connection, wanted.product(), wanted.shop().storeId());
            return shelf == null || shelf.available() < cases
                    ? StepOutcome.NO_STOCK
                    : StepOutcome.wrote(cases, stock.change(connection, shelf, -cases, 0));
        };
    }

    Step receive(SimulationRandom random) {
        int product = data.demanded(random).product();
        int cases = LEAST_RECEIVED + RECEIVED_STEP * random.below(SimulationRandom.Purpose.CASES, RECEIVED_STEPS);
        return connection -> receive(connection, product, cases);
    }

    private StepOutcome receive(Connection connection, int product, int cases) throws SQLException, ConflictException {
        StockRows.Position position = stock.read(connection, product, data.warehouse());
        return position == null
                ? StepOutcome.NO_STOCK
                : StepOutcome.wrote(cases, stock.change(connection, position, cases, 0));
    }
}
