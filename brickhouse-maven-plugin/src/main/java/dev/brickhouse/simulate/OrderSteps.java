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
    private final Business business;
    private final StockRows stock;
    private final Worklist pending;
    private final Worklist approved;
    private final CancellationNotes notesInReview = new CancellationNotes("review");
    private final CancellationNotes notesAfterApproval = new CancellationNotes(APPROVED);

    OrderSteps(SqlStatements sql, Business business, StockRows stock) {
        place = sql.get("place");
        // in one journey to the server, which also holds the locks for a shorter time
        approve = sql.get("approve") + ";\n" + stock.changeSql();
        fulfil = sql.get("fulfil") + ";\n" + stock.changeSql() + ";\n" + stock.changeSql();
        cancelPending = sql.get("cancel");
        cancelApproved = cancelPending + ";\n" + stock.changeSql();
        this.business = business;
        this.stock = stock;
        pending = new Worklist(PENDING, sql, business);
        approved = new Worklist(APPROVED, sql, business);
    }

    Step place(SimulatedDraws draws) {
        Business.Demanded wanted = business.demanded(draws);
        return connection -> {
            try (PreparedStatement insert = connection.prepareStatement(place)) {
                insert.setInt(1, business.warehouse());
                insert.setInt(2, wanted.shop().storeId());
                insert.setInt(3, wanted.product());
                insert.setInt(4, wanted.cases());
                insert.setInt(5, wanted.shop().manager());
                insert.setString(6, business.sequence());
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    return Effect.wrote(wanted.cases(), row.getLong(2));
                }
            }
        };
    }

    Step approve() {
        return new OnAnOrder(pending) {
            @Override
            Effect on(Connection connection, OpenOrder order) throws SQLException, ConflictException {
                StockRows.Position reserved = stock.read(connection, order.product(), business.warehouse());
                if (reserved == null || reserved.available() < order.cases()) {
                    return Effect.NO_STOCK;
                }
                try (PreparedStatement update = connection.prepareStatement(approve)) {
                    update.setInt(1, business.shops().get(order.store()).regionalManager());
                    update.setInt(2, business.warehouse());
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
            Effect on(Connection connection, OpenOrder order) throws SQLException, ConflictException {
                StockRows.Position[] both =
                        stock.read(connection, order.product(), business.warehouse(), order.store());
                StockRows.Position from = both[0];
                StockRows.Position to = both[1];
                if (from == null || to == null || Math.min(from.quantity(), from.reserved()) < order.cases()) {
                    return Effect.NO_STOCK;
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

    Step cancel(SimulatedDraws draws) {
        boolean afterApproval = draws.unit(SimulatedDraws.Purpose.STATUS) < CANCELLED_AFTER_APPROVAL;
        CancellationNotes notes = afterApproval ? notesAfterApproval : notesInReview;
        String note = notes.draw(draws.bits(SimulatedDraws.Purpose.NOTE));
        return new OnAnOrder(afterApproval ? approved : pending) {
            @Override
            Effect on(Connection connection, OpenOrder order) throws SQLException, ConflictException {
                StockRows.Position reserved =
                        afterApproval ? stock.read(connection, order.product(), business.warehouse()) : null;
                if (afterApproval && (reserved == null || reserved.reserved() < order.cases())) {
                    return Effect.NO_STOCK;
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

        private final Worklist list;
        private OpenOrder order;

        OnAnOrder(Worklist list) {
            this.list = list;
        }

        abstract Effect on(Connection connection, OpenOrder order) throws SQLException, ConflictException;

        /**
         * Sends statements that travel together and change one row each, that of the order first.
         *
         * @throws ConflictException if one of them found its row changed
         */
        final Effect written(PreparedStatement updates, OpenOrder changed) throws SQLException, ConflictException {
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
            return Effect.wrote(changed.cases(), transaction);
        }

        @Override
        public final Effect in(Connection connection) throws SQLException, ConflictException {
            if (order == null) {
                order = list.next(connection);
            }
            return order == null ? Effect.NO_ORDER : on(connection, order);
        }
    }
}
