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

    private final Business business;
    private final StockRows stock;

    StockSteps(Business business, StockRows stock) {
        this.business = business;
        this.stock = stock;
    }

    Step sell(SimulatedDraws draws) {
        Business.Demanded wanted = business.demanded(draws);
        int cases = 1 + draws.below(SimulatedDraws.Purpose.CASES, MOST_SOLD);
        return connection -> {
            StockRows.Position shelf =
                    stock.read(connection, wanted.product(), wanted.shop().storeId());
            return shelf == null || shelf.available() < cases
                    ? Effect.NO_STOCK
                    : Effect.wrote(cases, stock.change(connection, shelf, -cases, 0));
        };
    }

    Step receive(SimulatedDraws draws) {
        int product = business.demanded(draws).product();
        int cases = LEAST_RECEIVED + RECEIVED_STEP * draws.below(SimulatedDraws.Purpose.CASES, RECEIVED_STEPS);
        return connection -> receive(connection, product, cases);
    }

    private Effect receive(Connection connection, int product, int cases) throws SQLException, ConflictException {
        StockRows.Position position = stock.read(connection, product, business.warehouse());
        return position == null ? Effect.NO_STOCK : Effect.wrote(cases, stock.change(connection, position, cases, 0));
    }
}
