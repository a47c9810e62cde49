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

    private final SqlStatements sql;
    private final Business business;
    private final StockRows stock;
    private final Worklist pending;
    private final Worklist approved;
    private final CancellationNotes notesInReview = new CancellationNotes("review");
    private final CancellationNotes notesAfterApproval = new CancellationNotes(APPROVED);

    OrderSteps(SqlStatements sql, Business business, StockRows stock) {
        this.sql = sql;
        this.business = business;
        this.stock = stock;
        pending = new Worklist(PENDING, sql, business);
        approved = new Worklist(APPROVED, sql, business);
    }

    Step place(SimulatedDraws draws) {
        Business.Demanded wanted = business.demanded(draws);
        return connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql.get("place"))) {
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
                try (PreparedStatement update = connection.prepareStatement(sql.get("approve"))) {
                    update.setInt(1, business.shops().get(order.store()).regionalManager());
                    update.setInt(2, business.warehouse());
                    update.setInt(3, order.id());
                    update.setInt(4, order.version());
                    requireUnchanged(update);
                }
                return Effect.wrote(order.cases(), stock.change(connection, reserved, 0, order.cases()));
            }
        };
    }

    Step fulfil() {
        return new OnAnOrder(approved) {
            @Override
            Effect on(Connection connection, OpenOrder order) throws SQLException, ConflictException {
                StockRows.Position from = stock.read(connection, order.product(), business.warehouse());
                StockRows.Position to = stock.read(connection, order.product(), order.store());
                if (from == null || to == null || Math.min(from.quantity(), from.reserved()) < order.cases()) {
                    return Effect.NO_STOCK;
                }
                try (PreparedStatement update = connection.prepareStatement(sql.get("fulfil"))) {
                    update.setInt(1, order.id());
                    update.setInt(2, order.version());
                    requireUnchanged(update);
                }
                stock.change(connection, from, -order.cases(), -order.cases());
                return Effect.wrote(order.cases(), stock.change(connection, to, order.cases(), 0));
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
                long transaction;
                try (PreparedStatement update = connection.prepareStatement(sql.get("cancel"))) {
                    update.setString(1, note);
                    update.setInt(2, order.id());
                    update.setString(3, afterApproval ? APPROVED : PENDING);
                    update.setInt(4, order.version());
                    transaction = requireUnchanged(update);
                }
                if (afterApproval) {
                    stock.change(connection, reserved, 0, -order.cases());
                }
                return Effect.wrote(order.cases(), transaction);
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

        /** @return the id of the transaction */
        final long requireUnchanged(PreparedStatement update) throws SQLException, ConflictException {
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    order = null;
                    throw new ConflictException("an order");
                }
                return row.getLong(1);
            }
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
