package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.history.OrderCursor;
import dev.brickhouse.history.OrderStatus;
import dev.brickhouse.load.RowWriter;
import dev.brickhouse.problem.ConfigurationException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As many orders as the column of their ids has room for, which take seconds to plan. */
class MostOrdersIT {

    private static final LocalDate AS_OF = SeedFixture.AS_OF;

    private static History history;

    @BeforeAll
    static void plan() {
        history = History.of(HistorySettings.defaults(AS_OF).withCounts(most()), Catalog.standard());
    }

    /** The default counts as often as they fit in, and the rest as fulfilled ones. */
    private static OrderCounts most() {
        OrderCounts scaled = OrderCounts.DEFAULT.scaledBy(8_863);
        return new OrderCounts(
                scaled.fulfilled() + OrderCounts.MAX_TOTAL - scaled.total(),
                scaled.approved(),
                scaled.pending(),
                scaled.cancelled());
    }

    @Test
    void allOfThemArePlannedAndEachOfThemIsMade() {
        OrderCursor order = history.cursor();

        assertThat(history.size()).isEqualTo(2_147_483_647L);
        assertThat(history.firstOrderFrom(LocalDate.MIN)).isZero();
        assertThat(history.firstOrderFrom(AS_OF.plusDays(1))).isEqualTo(2_147_483_647L);
        long before = Long.MIN_VALUE;
        for (long number = 0; number < history.size(); number += 268_435_455) {
            order.moveTo(number);
            assertThat(order.number()).isEqualTo(number);
            assertThat(order.orderedAt()).isGreaterThan(before);
            assertThat(order.quantityCases()).isBetween(5, 50);
            before = order.orderedAt();
        }
        order.moveTo(history.size() - 1);
        assertThat(order.orderedAt()).isGreaterThanOrEqualTo(before);
        assertThat(order.status()).isNotEqualTo(OrderStatus.FULFILLED);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> order.moveTo(history.size()));
    }

    @Test
    void theLastRowHasTheLastId() throws SQLException {
        List<Object> written = new ArrayList<>();
        RowWriter out = (RowWriter) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RowWriter.class}, (proxy, method, values) -> {
                    if (method.getName().equals("utf8")) {
                        written.add(new String((byte[]) values[0], 0, (int) values[1], StandardCharsets.UTF_8));
                    } else if (method.getName().equals("integer")) {
                        written.add(values[0]);
                    }
                    return null;
                });

        new OrderRows(history).write(history.size() - 1, out);

        assertThat(written).startsWith(Integer.MAX_VALUE, "ORD2147483647");
    }

    @Test
    void oneMoreIsRefused() {
        OrderCounts most = most();

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> new OrderCounts(most.fulfilled() + 1, most.approved(), most.pending(), most.cancelled()))
                .withMessage("2,147,483,648 orders are too many: orders.order_id is an integer column that ends at"
                        + " 2,147,483,647; lower brickhouse.scale or the order counts.");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> OrderCounts.DEFAULT.scaledBy(8_864))
                .withMessageStartingWith("2,147,667,424 orders are too many");
    }
}
