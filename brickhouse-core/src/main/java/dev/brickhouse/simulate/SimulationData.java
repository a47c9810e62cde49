package dev.brickhouse.simulate;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the steps need to know of the seeded data. Immutable.
 *
 * @param warehouse the id of the warehouse
 * @param shops the shops by id
 * @param recent the latest seeded orders, whose proportions the simulation keeps
 * @param sequence the sequence of order ids, as SQL takes it
 */
record SimulationData(int warehouse, Map<Integer, ShopStaff> shops, List<Demanded> recent, String sequence) {

    /** Enough to show what sells where, and few enough for the memory. */
    private static final int RECENT_ORDERS = 20_000;

    /**
     * A shop and the users who act for it.
     *
     * @param manager the user who orders for it
     * @param regionalManager the user who approves its orders
     */
    record ShopStaff(int storeId, String region, int manager, int regionalManager) {}

    /** What a shop ordered, to be ordered and sold again in the same proportions. */
    record Demanded(int product, ShopStaff shop, int cases) {}

    /**
     * Reads the data.
     *
     * @param seeded how many orders were seeded; simulated orders do not shape the demand
     * @param products how many products to order and sell, the best-selling ones; 0 for all
     * @throws RefusedException if the data is not sufficient for orders
     */
    static SimulationData read(Connection connection, RetailSchema schema, long seeded, int products)
            throws SQLException {
        SqlStatements sql = Steps.statements("simulation-data.sql", schema);
        Map<Integer, ShopStaff> shops = Sql.list(
                        connection,
                        sql.get("shops"),
                        row -> new ShopStaff(row.getInt(1), row.getString(2), row.getInt(3), row.getInt(4)))
                .stream()
                .collect(Collectors.toUnmodifiableMap(ShopStaff::storeId, Function.identity()));
        List<Demanded> recent = mostWanted(recent(connection, sql, shops, seeded), products);
        Optional<String> sequence = Sql.first(
                connection, sql.get("order-id-sequence"), row -> row.getString(1), schema.table(RetailSchema.ORDERS));
        Optional<Integer> warehouse = Sql.first(connection, sql.get("warehouse"), row -> row.getInt(1));
        if (recent.isEmpty() || warehouse.isEmpty() || sequence.isEmpty()) {
            throw new RefusedException("Schema " + schema.quoted() + " has "
                    + (warehouse.isEmpty()
                            ? "no warehouse"
                            : sequence.isEmpty() ? "no sequence for orders.order_id" : "no orders to continue from")
                    + "; run brickhouse:seed with orders first.");
        }
        return new SimulationData(warehouse.get(), shops, recent, sequence.get());
    }

    Demanded demanded(SimulationRandom random) {
        return recent.get(random.below(SimulationRandom.Purpose.ORDER, recent.size()));
    }

    String region(SimulationRandom random) {
        return demanded(random).shop().region();
    }

    private static List<Demanded> recent(
            Connection connection, SqlStatements sql, Map<Integer, ShopStaff> shops, long seeded) throws SQLException {
        return Sql.list(
                        connection,
                        sql.get("recent-orders"),
                        row -> new Demanded(row.getInt(1), shops.get(row.getInt(2)), row.getInt(3)),
                        seeded,
                        RECENT_ORDERS)
                .stream()
                .filter(order -> order.shop() != null)
                .toList();
    }

    private static List<Demanded> mostWanted(List<Demanded> recent, int products) {
        if (products == 0) {
            return recent;
        }
        Set<Integer> wanted =
                recent.stream()
                        .collect(Collectors.groupingBy(Demanded::product, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(products)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        return recent.stream().filter(order -> wanted.contains(order.product())).toList();
    }
}
