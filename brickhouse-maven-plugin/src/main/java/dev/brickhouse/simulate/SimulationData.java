package dev.brickhouse.simulate;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who and what the simulated business has to do with: its warehouse, its shops, and what they lately ordered. Immutable. */
record SimulationData(int warehouse, Map<Integer, ShopStaff> shops, List<Demanded> recent, String sequence) {

    /** Enough to show what sells where, and little enough to be kept in memory. */
    private static final int RECENT_ORDERS = 20_000;

    /** What somebody ordered, to be ordered and sold again in the same proportions. */
    record Demanded(int product, ShopStaff shop, int cases) {}

    /**
     * Reads it.
     *
     * @param seeded how many orders were seeded; those that were simulated do not shape the demand
     * @param products how many products are wanted, the best-selling ones; 0 for all
     * @throws RefusedException if there is nothing to order by
     */
    static SimulationData read(Connection connection, String schema, SqlStatements sql, long seeded, int products)
            throws SQLException {
        Map<Integer, ShopStaff> shops = shops(connection, sql);
        List<Demanded> recent = mostWanted(recent(connection, sql, shops, seeded), products);
        String sequence = text(connection, sql.get("number-sequence"), Identifiers.qualify(schema, "orders"));
        String warehouse = text(connection, sql.get("warehouse"), null);
        if (recent.isEmpty() || warehouse == null || sequence == null) {
            throw new RefusedException("Schema " + Identifiers.quote(schema) + " has "
                    + (warehouse == null
                            ? "no warehouse"
                            : sequence == null ? "no sequence for orders.order_id" : "no orders to go on from")
                    + "; run brickhouse:seed with orders first.");
        }
        return new SimulationData(Integer.parseInt(warehouse), shops, recent, sequence);
    }

    Demanded demanded(SimulationRandom random) {
        return recent.get(random.below(SimulationRandom.Purpose.ORDER, recent.size()));
    }

    String region(SimulationRandom random) {
        return demanded(random).shop().region();
    }

    private static Map<Integer, ShopStaff> shops(Connection connection, SqlStatements sql) throws SQLException {
        Map<Integer, ShopStaff> shops = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("shops"));
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                shops.put(row.getInt(1), new ShopStaff(row.getInt(1), row.getString(2), row.getInt(3), row.getInt(4)));
            }
        }
        return Map.copyOf(shops);
    }

    private static List<Demanded> recent(
            Connection connection, SqlStatements sql, Map<Integer, ShopStaff> shops, long seeded) throws SQLException {
        List<Demanded> recent = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql.get("recent-orders"))) {
            query.setLong(1, seeded);
            query.setInt(2, RECENT_ORDERS);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ShopStaff shop = shops.get(row.getInt(2));
                    if (shop != null) {
                        recent.add(new Demanded(row.getInt(1), shop, row.getInt(3)));
                    }
                }
            }
        }
        return List.copyOf(recent);
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

    private static String text(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (parameter != null) {
                query.setString(1, parameter);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
