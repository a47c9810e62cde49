package dev.brickhouse.simulate;

/** Goods that the warehouse receives and the shops sell. Safe for use by several threads. */
final class StockSteps {

    /** With the default mix the warehouse receives about as much as it delivers to the shops and these sell. */
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
            StockRows.Position position =
                    stock.read(connection, wanted.product(), wanted.shop().storeId());
            return position == null || position.available() < cases
                    ? StepOutcome.NO_STOCK
                    : stock.change(connection, position, -cases);
        };
    }

    Step receive(SimulationRandom random) {
        int product = data.demanded(random).product();
        int cases = LEAST_RECEIVED + RECEIVED_STEP * random.below(SimulationRandom.Purpose.CASES, RECEIVED_STEPS);
        return connection -> {
            StockRows.Position position = stock.read(connection, product, data.warehouse());
            return position == null ? StepOutcome.NO_STOCK : stock.change(connection, position, cases);
        };
    }
}
