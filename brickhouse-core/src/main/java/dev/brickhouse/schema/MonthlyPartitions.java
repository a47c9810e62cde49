package dev.brickhouse.schema;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The partitions of the orders in the layout {@link Layout#PARTITIONED}, one for each month of the order date. What has
 * no partition of its own goes to the default one, from which a partition that is made later takes the rows of its
 * month.
 */
public final class MonthlyPartitions {

    /** How many months after the current one get their partitions beforehand. */
    static final int MONTHS_AHEAD = 3;

    private static final SqlStatements SQL = SqlStatements.read(MonthlyPartitions.class, "partitions.sql", Map.of());

    private MonthlyPartitions() {}

    /**
     * The names of all partitions, none if the orders do not have the layout {@link Layout#PARTITIONED}; unquoted, and
     * in the schema of the orders.
     */
    public static List<String> names(Connection connection, RetailSchema target) throws SQLException {
        return SchemaContents.of(connection, target).isPartitioned()
                ? Sql.strings(connection, SQL.get("names"), target.table(RetailSchema.ORDERS))
                : List.of();
    }

    /**
     * From which day on there are partitions.
     *
     * @param from the earliest day to look at
     * @return the first day, from then on, of a partition other than the default one; empty if there is none
     */
    public static Optional<LocalDate> firstDay(Connection connection, RetailSchema target, LocalDate from)
            throws SQLException {
        return Sql.first(
                connection,
                SQL.get("first-day"),
                row -> row.getObject(1, LocalDate.class),
                from,
                target.table(RetailSchema.ORDERS),
                from);
    }

    /**
     * Creates the partitions that are missing for the current month, by the server's clock, and those after it.
     *
     * @throws RefusedException if another table has the name of a partition
     */
    static void createAhead(DataSource dataSource, RetailSchema target, Console console) throws SQLException {
        Transactions.runReadCommitted(dataSource, connection -> {
            LocalDate today = Sql.one(connection, SQL.get("today"), row -> row.getObject(1, LocalDate.class));
            create(connection, target, today, today.plusMonths(MONTHS_AHEAD), console);
        });
    }

    /**
     * Creates the partitions that are missing for some months, in the connection's transaction; none where they are not
     * partitioned. Months of which a partition with other bounds has a part are left as they are, and so are those whose
     * rows in the default partition a foreign key may refer to: its actions would follow the rows that move.
     *
     * @param first a day of the first month
     * @param last a day of the last one
     * @param console is told what was created, or why nothing could be
     * @throws RefusedException if another table has the name of a partition
     */
    public static void create(
            Connection connection, RetailSchema target, LocalDate first, LocalDate last, Console console)
            throws SQLException {
        String orders = target.table(RetailSchema.ORDERS);
        if (!Sql.isTrue(connection, SQL.get("is-partitioned"), orders)) {
            return;
        }
        lock(connection, target);
        List<MissingPartition> missing =
                Sql.list(connection, SQL.get("missing"), MissingPartition::of, orders, first, last);
        if (missing.isEmpty()) {
            return;
        }
        if (!Sql.isTrue(connection, SQL.get("may-create"), orders)) {
            console.warn("The connected user does not own table " + orders + ", which therefore gets no partitions for "
                    + span(missing) + "; orders of that time go to the default partition until the owner runs"
                    + " brickhouse:schema");
            return;
        }
        for (MissingPartition partition : missing) {
            if (partition.isTaken()) {
                throw inTheWay(target, partition.name());
            }
        }
        List<MissingPartition> created = new ArrayList<>();
        List<MissingPartition> left = new ArrayList<>();
        List<MissingPartition> moving = MissingPartition.lockAndFindRowsToMove(connection, missing);
        List<Key> keys = moving.isEmpty()
                ? List.of()
                : Sql.list(connection, SQL.get("keys-to-default"), Key::of, orders, orders);
        for (MissingPartition partition : missing) {
            boolean moves = moving.contains(partition);
            if (moves && !keys.isEmpty()) {
                left.add(partition);
            } else {
                partition.create(connection, moves);
                created.add(partition);
            }
        }
        if (!created.isEmpty()) {
            console.info("Created " + (created.size() == 1 ? "partition " : created.size() + " partitions, ")
                    + span(created));
        }
        if (!left.isEmpty()) {
            console.warn(referredTo(orders, left, keys));
        }
    }

    /**
     * Keeps others from creating partitions or repairing the schema until the connection's transaction ends. Who also
     * locks the tables does this first, as everybody does, so that no two wait for each other.
     */
    public static void lock(Connection connection, RetailSchema target) throws SQLException {
        Sql.call(connection, SQL.get("lock"), target.name());
    }

    /**
     * A foreign key.
     *
     * @param name it and its table, for a sentence
     * @param drop the statement that drops it
     */
    private record Key(String name, String drop) {

        static Key of(ResultSet row) throws SQLException {
            return new Key(row.getString(1), row.getString(2));
        }
    }

    private static String referredTo(String orders, List<MissingPartition> left, List<Key> keys) {
        boolean one = keys.size() == 1;
        return "Table " + orders + " gets no partitions for " + span(left) + ", since orders of that time are in the"
                + " default partition, and moving them would change or be refused by the rows that refer to orders by"
                + (one ? " the foreign key " : " the foreign keys ")
                + keys.stream().map(Key::name).collect(Collectors.joining(", "))
                + "; to have them moved, run "
                + keys.stream().map(Key::drop).collect(Collectors.joining(", "))
                + ", then brickhouse:schema, and add the " + (one ? "key" : "keys") + " again";
    }

    private static String span(List<MissingPartition> partitions) {
        String first = partitions.get(0).name();
        return partitions.size() == 1
                ? first
                : first + " to " + partitions.get(partitions.size() - 1).name();
    }

    private static RefusedException inTheWay(RetailSchema target, String name) {
        return new RefusedException("Table " + target.table(RetailSchema.ORDERS) + " needs a partition named " + name
                + ", and something else in schema " + target.quoted() + " has that name, such as a partition that was"
                + " detached; nothing was changed; rename it, move it to another schema or attach it again.");
    }
}
