package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TableChecksumsIT {

    private static final String ROWS = "(1, 'é', timestamptz '2026-11-24 12:00+00', 0.1::float8, '\\x00ff'::bytea),"
            + " (2, NULL, timestamptz '2026-07-01 12:00+00', 1e-7::float8, NULL)";

    @Test
    void itDependsOnNothingButTheRows() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("CREATE TABLE a (id int, t text, at timestamptz, f float8, b bytea);"
                    + " CREATE TABLE b (LIKE a); CREATE TABLE c (LIKE a); INSERT INTO a VALUES " + ROWS
                    + "; INSERT INTO b SELECT * FROM a ORDER BY id DESC; INSERT INTO c SELECT * FROM a WHERE id = 1");
            TableChecksum a = Transactions.call(
                    database.dataSource(), connection -> TableChecksums.of(connection, "public", "a"));
            TableChecksum b = Transactions.call(database.dataSource(), connection -> {
                connection
                        .createStatement()
                        .execute("SET LOCAL TimeZone = 'Asia/Tokyo'; SET LOCAL DateStyle = 'ISO, DMY';"
                                + " SET LOCAL extra_float_digits = -5; SET LOCAL bytea_output = 'escape'");
                return TableChecksums.of(connection, "public", "b");
            });
            TableChecksum c = Transactions.call(
                    database.dataSource(), connection -> TableChecksums.of(connection, "public", "c"));

            // the number itself, so that every version of PostgreSQL is held to the same one
            assertThat(a).isEqualTo(b).isNotEqualTo(c).isEqualTo(new TableChecksum(2, "1468652438596901824"));
            assertThat(c.rows()).isEqualTo(1);
        }
    }

    @Test
    void anEmptyTableHasOneToo() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("CREATE TABLE \"an empty one\" (id int)");

            TableChecksum empty = Transactions.call(
                    database.dataSource(), connection -> TableChecksums.of(connection, "public", "an empty one"));

            assertThat(empty).isEqualTo(new TableChecksum(0, "0"));
        }
    }

    @Test
    void rowsOfChildrenAreTheChildrens() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("CREATE TABLE a (id int); CREATE TABLE b () INHERITS (a); INSERT INTO b VALUES (1)");

            TableChecksum parent = Transactions.call(
                    database.dataSource(), connection -> TableChecksums.of(connection, "public", "a"));

            assertThat(parent.rows()).isZero();
        }
    }

    @Test
    void halfTheRowsAreNoneAtAll() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            DataSource user = database.dataSourceOfNewUser();
            database.execute(
                    "CREATE TABLE a (id int); ALTER TABLE a ENABLE ROW LEVEL SECURITY; INSERT INTO a VALUES (1);"
                            + " GRANT SELECT ON a TO PUBLIC");

            assertThatThrownBy(
                            () -> Transactions.call(user, connection -> TableChecksums.of(connection, "public", "a")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void itNeedsATransaction() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            assertThatThrownBy(() -> TableChecksums.of(connection, "public", "a"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
