package dev.brickhouse.simulate;

import dev.brickhouse.history.CancellationNotes;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The steps of the order workflow. Safe for use by several threads. */
final class OrderSteps {

    private static final String PENDING = "pending_review";
    private static final String APPROVED = "approved";

    /** As in the history: most cancellations happen in review. */
    private static final double CANCELLED_AFTER_APPROVAL = 0.3;

    private final String place;
    private final String approve;
    private final String fulfil;
    private final String cancelPending;
    private final String cancelApproved;
    private final SimulationData data;
    private final StockRows stock;
    private final OrderQueue pending;
    private final OrderQueue approved;
    private final CancellationNotes notesInReview = new CancellationNotes("review");
    private final CancellationNotes notesAfterApproval = new CancellationNotes(APPROVED);

    OrderSteps(SqlStatements sql, SimulationData data, StockRows stock) {
        place = sql.get("place");
        // in one journey to the server, which also holds the locks for a shorter time
        approve = sql.get("approve") + ";\n" + stock.changeSql();
        fulfil = sql.get("fulfil") + ";\n" + stock.changeSql() + ";\n" + stock.changeSql();
        cancelPending = sql.get("cancel");
        cancelApproved = cancelPending + ";\n" + stock.changeSql();
        this.data = data;
        this.stock = stock;
        pending = new OrderQueue(PENDING, sql, data);
        approved = new OrderQueue(APPROVED, sql, data);
    }

    Step place(SimulationRandom random) {
        SimulationData.Demanded wanted = data.demanded(random);
        return connection -> {
            try (PreparedStatement insert = connection.prepareStatement(place)) {
                insert.setInt(1, data.warehouse());
                insert.setInt(2, wanted.shop().storeId());
                insert.setInt(3, wanted.product());
                insert.setInt(4, wanted.cases());
                insert.setInt(5, wanted.shop().manager());
                insert.setString(6, data.sequence());
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return StepOutcome.wrote(wanted.cases(), row.getLong(2));
                }
            }
        };
    }

    Step approve() {
        return new OnAnOrder(pending) {
            @Override
            StepOutcome on(Connection connection, OpenOrder order) throws SQLException, ConflictException {
                StockRows.Position reserved = stock.read(connection, order.product(), data.warehouse());
                if (reserved == null || reserved.available() < order.cases()) {
                    return StepOutcome.NO_STOCK;
                }
                try (PreparedStatement update = connection.prepareStatement(approve)) {
                    update.setInt(1, data.shops().get(order.store()).regionalManager());
                    update.setInt(2, data.warehouse());
                    update.setInt(3, order.id());
                    update.setInt(4, order.version());
                    StockRows.bindChange(update, 5, reserved, 0, order.cases());
                    return written(update, order);
                }
            }
        };
    }

    Step fulfil() {
        return new OnAnOrder(approved) {
            @Override
            StepOutcome on(Connection connection, OpenOrder order) throws SQLException, ConflictException {
                StockRows.Position[] both = stock.read(connection, order.product(), data.warehouse(), order.store());
                StockRows.Position from = both[0];
                StockRows.Position to = both[1];
                if (from == null || to == null || Math.min(from.quantity(), from.reserved()) < order.cases()) {
                    return StepOutcome.NO_STOCK;
                }
                try (PreparedStatement update = connection.prepareStatement(fulfil)) {
                    update.setInt(1, order.id());
                    update.setInt(2, order.version());
                    int next = StockRows.bindChange(update, 3, from, -order.cases(), -order.cases());
                    StockRows.bindChange(update, next, to, order.cases(), 0);
                    return written(update, order);
                }
            }
        };
    }

    Step cancel(SimulationRandom random) {
        boolean afterApproval = random.unit(SimulationRandom.Purpose.STATUS) < CANCELLED_AFTER_APPROVAL;
        CancellationNotes notes = afterApproval ? notesAfterApproval : notesInReview;
        String note = notes.draw(random.bits(SimulationRandom.Purpose.NOTE));
        return new OnAnOrder(afterApproval ? approved : pending) {
            @Override
            StepOutcome on(Connection connection, OpenOrder order) throws SQLException, ConflictException {
                StockRows.Position reserved =
                        afterApproval ? stock.read(connection, order.product(), data.warehouse()) : null;
                if (afterApproval && (reserved == null || reserved.reserved() < order.cases())) {
                    return StepOutcome.NO_STOCK;
                }
                try (PreparedStatement update =
                        connection.prepareStatement(afterApproval ? cancelApproved : cancelPending)) {
                    update.setString(1, note);
                    update.setInt(2, order.id());
                    update.setString(3, afterApproval ? APPROVED : PENDING);
                    update.setInt(4, order.version());
                    if (afterApproval) {
                        StockRows.bindChange(update, 5, reserved, 0, -order.cases());
                    }
                    return written(update, order);
                }
            }
        };
    }

    /** A step on an order from a list, which looks for another one when somebody else was faster. For one thread. */
    private abstract class OnAnOrder implements Step {

        private final OrderQueue list;
        private OpenOrder order;

        OnAnOrder(OrderQueue list) {
            this.list = list;
        }

        abstract StepOutcome on(Connection connection, OpenOrder order) throws SQLException, ConflictException;

        /**
         * Sends statements that travel together and change one row each, that of the order first.
         *
         * @throws ConflictException if one of them found its row changed
         */
        final StepOutcome written(PreparedStatement updates, OpenOrder changed) throws SQLException, ConflictException {
            long transaction = 0;
            for (boolean more = updates.execute(); more; more = updates.getMoreResults()) {
                try (ResultSet row = updates.getResultSet()) {
                    if (!row.next()) {
                        order = transaction == 0 ? null : changed;
                        throw new ConflictException(order == null ? "an order" : "the stock of a product");
                    }
                    transaction = row.getLong(1);
                }
            }
            return StepOutcome.wrote(changed.cases(), transaction);
        }

        @Override
        public final StepOutcome in(Connection connection) throws SQLException, ConflictException {
            if (order == null) {
                order = list.next(connection);
            }
            return order == null ? StepOutcome.NO_ORDER : on(connection, order);
        }
    }
}
