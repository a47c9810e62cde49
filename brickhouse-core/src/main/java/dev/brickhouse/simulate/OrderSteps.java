package dev.brickhouse.simulate;

import dev.brickhouse.history.CancellationNotes;
import dev.brickhouse.history.OrderCursor;
import dev.brickhouse.history.OrderStatus;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.simulate.OrderQueue.OpenOrder;
import dev.brickhouse.simulate.StockSteps.Position;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of the order workflow. Safe for use by several threads. */
final class OrderSteps {

    private static final String PENDING = OrderStatus.PENDING_REVIEW.label();
    private static final String APPROVED = OrderStatus.APPROVED.label();

    private final String place;
    private final String approve;
    private final String fulfill;
    private final String cancelPending;
    private final String cancelApproved;
    private final SimulationData data;
    private final StockSteps stock;
    private final OrderQueue pending;
    private final OrderQueue approved;
    private final CancellationNotes notesInReview = new CancellationNotes("review");
    private final CancellationNotes notesAfterApproval = new CancellationNotes(APPROVED);

    OrderSteps(SqlStatements sql, SimulationData data, StockSteps stock) {
        String transaction = ";\n" + stock.transactionSql();
        String change = ";\n" + stock.changeSql();
        place = sql.get("place") + transaction;
        approve = sql.get("approve") + change + transaction;
        fulfill = sql.get("fulfill") + change + change + transaction;
        cancelPending = sql.get("cancel") + transaction;
        cancelApproved = sql.get("cancel") + change + transaction;
        this.data = data;
        this.stock = stock;
        pending = new OrderQueue(PENDING, sql, data);
        approved = new OrderQueue(APPROVED, sql, data);
    }

    Step place(SimulationRandom random) {
        SimulationData.Demanded wanted = data.demanded(random);
        return connection -> {
            RowChanges changes = RowChanges.send(
                    connection,
                    place,
                    List.of(
                            data.warehouse(),
                            wanted.shop().storeId(),
                            wanted.product(),
                            wanted.cases(),
                            wanted.shop().manager(),
                            data.sequence()));
            if (changes.isIncomplete()) {
                throw new SQLException("The server did not take the order", SqlState.DATA_EXCEPTION);
            }
            return StepOutcome.wrote(wanted.cases(), changes.transaction());
        };
    }

    Step approve() {
        return new OrderStep(pending, approve, (connection, order) -> {
            Position warehouse = stock.read(connection, order.product(), data.warehouse());
            if (warehouse == null || warehouse.available() < order.cases()) {
                return Optional.empty();
            }
            int manager = data.shops().get(order.store()).regionalManager();
            return values(
                    List.of(manager, data.warehouse(), order.id(), order.version()),
                    warehouse.change(0, order.cases()));
        });
    }

    Step fulfill() {
        return new OrderStep(approved, fulfill, (connection, order) -> {
            Map<Integer, Position> stores = stock.read(connection, order.product(), data.warehouse(), order.store());
            Position from = stores.get(data.warehouse());
            Position to = stores.get(order.store());
            return from == null || to == null || Math.min(from.quantity(), from.reserved()) < order.cases()
                    ? Optional.empty()
                    : values(
                            List.of(order.id(), order.version()),
                            from.change(-order.cases(), -order.cases()),
                            to.change(order.cases(), 0));
        });
    }

    Step cancel(SimulationRandom random) {
        boolean afterApproval = random.unit(SimulationRandom.Purpose.STATUS) < OrderCursor.CANCELLED_AFTER_APPROVAL;
        long bits = random.bits(SimulationRandom.Purpose.NOTE);
        return afterApproval
                ? cancelApproved(notesAfterApproval.drawFitting(bits))
                : new OrderStep(
                        pending,
                        cancelPending,
                        (connection, order) ->
                                values(List.of(notesInReview.drawFitting(bits), order.id(), PENDING, order.version())));
    }

    private Step cancelApproved(String note) {
        return new OrderStep(approved, cancelApproved, (connection, order) -> {
            Position warehouse = stock.read(connection, order.product(), data.warehouse());
            return warehouse == null || warehouse.reserved() < order.cases()
                    ? Optional.empty()
                    : values(List.of(note, order.id(), APPROVED, order.version()), warehouse.change(0, -order.cases()));
        });
    }

    private static Optional<List<Object>> values(List<?>... ofStatements) {
        return Optional.of(Stream.of(ofStatements).<Object>flatMap(List::stream).toList());
    }

    /** What a step changes. */
    @FunctionalInterface
    private interface Change {

        /** The values of the step's statements; empty if there are too few cases. */
        Optional<List<Object>> of(Connection connection, OpenOrder order) throws SQLException;
    }

    /** A step on the next order of a queue, or on another one if a worker was faster. For one thread. */
    private static final class OrderStep implements Step {

        private final OrderQueue queue;
        private final String sql;
        private final Change change;
        private OpenOrder order;

        /** @param sql statements that change one row each, that of the order first */
        OrderStep(OrderQueue queue, String sql, Change change) {
            this.queue = queue;
            this.sql = sql;
            this.change = change;
        }

        @Override
        public StepOutcome in(Connection connection) throws SQLException {
            if (order == null) {
                order = queue.next(connection);
            }
            if (order == null) {
                return StepOutcome.NO_ORDER;
            }
            Optional<List<Object>> values = change.of(connection, order);
            return values.isEmpty() ? StepOutcome.NO_STOCK : write(connection, values.get());
        }

        private StepOutcome write(Connection connection, List<Object> values) throws SQLException {
            RowChanges changes = RowChanges.send(connection, sql, values);
            if (changes.isIncomplete()) {
                // another worker took the order, or only changed the stock
                order = changes.changed() == 0 ? null : order;
                return StepOutcome.CONFLICT;
            }
            return StepOutcome.wrote(order.cases(), changes.transaction());
        }
    }
}
