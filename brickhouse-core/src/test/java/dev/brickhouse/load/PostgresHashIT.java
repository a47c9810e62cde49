package dev.brickhouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.schema.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every hash against the server's own function. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresHashIT {

    private static final int SAMPLES = 300;

    private TestDatabase database;

    @BeforeAll
    void create() throws SQLException {
        database = TestDatabase.create();
    }

    @AfterAll
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void integersHashAsInPostgreSql() throws SQLException {
        Random random = new Random(1);
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT hashint4extended(?, ?)")) {
            for (int i = 0; i < SAMPLES; i++) {
                int value = i == 0 ? 0 : i == 1 ? Integer.MIN_VALUE : random.nextInt();
                long seed = i % 5 == 0 ? 0 : random.nextLong();
                query.setInt(1, value);
                query.setLong(2, seed);

                assertThat(new PostgresHash(seed).ofInt(value)).isEqualTo(only(query));
            }
        }
    }

    @Test
    void longsHashAsInPostgreSql() throws SQLException {
        Random random = new Random(2);
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT hashint8extended(?, ?)")) {
            for (int i = 0; i < SAMPLES; i++) {
                long value = i == 0 ? Long.MAX_VALUE : i == 1 ? -1 : random.nextLong() >> random.nextInt(64);
                long seed = i % 5 == 0 ? 0 : random.nextLong();
                query.setLong(1, value);
                query.setLong(2, seed);

                assertThat(new PostgresHash(seed).ofLong(value)).isEqualTo(only(query));
            }
        }
    }

    @Test
    void textsOfEveryLengthHashAsInPostgreSql() throws SQLException {
        Random random = new Random(3);
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT hashtextextended(?::text COLLATE \"C\", ?)")) {
            for (int length = 0; length < 60; length++) {
                for (int sample = 0; sample < 4; sample++) {
                    String value = random.ints(length, 1, 0x2fff)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
                    long seed = sample == 0 ? 0 : random.nextLong();
                    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                    query.setString(1, value);
                    query.setLong(2, seed);

                    assertThat(new PostgresHash(seed).ofBytes(bytes, bytes.length))
                            .isEqualTo(only(query));
                }
            }
        }
    }

    private static long only(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
