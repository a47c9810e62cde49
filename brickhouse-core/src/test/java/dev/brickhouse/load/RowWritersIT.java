package dev.brickhouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.load.EngineTable.Row;
import dev.brickhouse.schema.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both writers against what the server shows of the rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowWritersIT {

    private TestDatabase database;

    @BeforeAll
    void create() throws SQLException {
        database = TestDatabase.create();
        EngineTable.create(database);
    }

    @AfterAll
    void drop() throws SQLException {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        database.execute("TRUNCATE \"values\" RESTART IDENTITY");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyValueArrivesAsItIs(LoadMethod method, int batchSize) throws SQLException {
        List<Row> rows = rows();

        long checksum = EngineTable.load(database, method, batchSize, rows);

        assertThat(database.rows(EngineTable.READ))
                .isEqualTo(rows.stream().map(Row::expected).toList());
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(ContentChecksum.of(connection, "public", EngineTable.TABLE))
                    .isEqualTo(checksum);
            ReadRows read = new ReadRows();
            assertThat(BinaryCopyReader.read(connection, "public", EngineTable.TABLE, "true", read))
                    .isEqualTo(rows.size());
            assertThat(read.checksum()).isEqualTo(checksum);
            assertThat(read.rows())
                    .containsExactlyInAnyOrderElementsOf(
                            rows.stream().map(Row::expected).toList());
        }
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> ways() {
        return Stream.of(
                org.junit.jupiter.params.provider.Arguments.of(LoadMethod.COPY, 1),
                org.junit.jupiter.params.provider.Arguments.of(LoadMethod.INSERT, 1),
                org.junit.jupiter.params.provider.Arguments.of(LoadMethod.INSERT, 7),
                org.junit.jupiter.params.provider.Arguments.of(LoadMethod.INSERT, 10_000));
    }

    @Test
    void nothingAtAllIsLoadedToo() throws SQLException {
        assertThat(EngineTable.load(database, LoadMethod.COPY, 1, List.of())).isZero();
        assertThat(EngineTable.load(database, LoadMethod.INSERT, 1, List.of())).isZero();
        assertThat(database.rows(EngineTable.READ)).isEmpty();
    }

    @Test
    void aValueLargerThanTheBufferArrives() throws SQLException {
        String large = "ü€😀x".repeat(60_000);

        EngineTable.load(
                database, LoadMethod.COPY, 1, List.of(new Row(1, large, null, null), new Row(2, "", null, 0L)));

        assertThat(database.rows("SELECT a_text FROM \"values\" ORDER BY written"))
                .containsExactly(large, "");
    }

    @Test
    void aFailureInTheMiddleLeavesNoRowAndAUsableConnection() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> new TableLoader("public", LoadMethod.COPY, 1)
                            .load(
                                    connection,
                                    EngineTable.TABLE,
                                    (row, out) -> {
                                        new Row(1, "a", null, null).write(out);
                                        if (row == 50_000) {
                                            throw new IllegalStateException("the source failed");
                                        }
                                    },
                                    0,
                                    100_000))
                    .hasMessage("the source failed");
            connection.rollback();
            connection.createStatement().execute("SELECT 1");
        }
        assertThat(database.rows(EngineTable.READ)).isEmpty();
    }

    /** Extremes by hand, and many drawn ones of every shape. */
    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(null, null, null, null));
        rows.add(new Row(0, "", BigDecimal.ZERO, 0L));
        rows.add(new Row(Integer.MAX_VALUE, "Café Chill ☕ 😀 \\ \" ' \t\n", new BigDecimal("0.00"), -1L));
        rows.add(new Row(Integer.MIN_VALUE + 1, "\u0001x", new BigDecimal("-0.0001"), 946_684_800_000_000L));
        rows.add(new Row(1, "n", new BigDecimal("10000"), 946_684_799_999_999L));
        rows.add(new Row(1, "n", new BigDecimal("9999.9999"), 7_258_118_399_999_999L));
        rows.add(new Row(1, "n", new BigDecimal("1e20").setScale(0), 1L));
        rows.add(new Row(1, "n", new BigDecimal("0.00000000000000000001"), 1_000L));
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            rows.add(new Row(
                    random.nextInt(9) == 0 ? null : random.nextInt() | 1,
                    random.nextInt(9) == 0 ? null : text(random),
                    random.nextInt(9) == 0 ? null : numeric(random),
                    random.nextInt(9) == 0 ? null : random.nextLong(0, 7_000_000_000_000_000L)));
        }
        return rows;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 2, 0x2fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static BigDecimal numeric(Random random) {
        return new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(20))
                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
    }
}
