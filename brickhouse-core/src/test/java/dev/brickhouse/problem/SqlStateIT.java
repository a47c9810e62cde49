package dev.brickhouse.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.brickhouse.schema.TestDatabase;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlStateIT {

    /** They came with PostgreSQL 14 and 17. */
    private static final Set<String> NEWER = Set.of(SqlState.IDLE_SESSION_TIMEOUT, SqlState.TRANSACTION_TIMEOUT);

    /** As Flyway met it after the server had ended its session. */
    @Test
    void thePoolsWordsForALostConnectionAreExplained() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(database.dataSource());
            Connection connection = pool.getConnection();
            connection.close();

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(connection::createStatement)
                    .satisfies(e -> assertThat(
                                    SqlProblems.explain(e, "set up schema public", SqlProblems.Purpose.MIGRATION)
                                            .getMessage())
                            .startsWith("Could not set up schema public: the connection was lost; make sure"));
        }
    }

    @Test
    void whatIsMissingIsExplainedUnlessAFunctionOfTheUsersMissesIt() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "CREATE FUNCTION stale() RETURNS bigint LANGUAGE plpgsql AS $$BEGIN RETURN (SELECT max(stock)"
                            + " FROM gone); END$$");

            assertThat(words(database, "SELECT note FROM (SELECT 1) AS orders (notes)"))
                    .startsWith(
                            "Could not carry on (nothing changed): something that brickhouse:schema created was dropped"
                                    + " or renamed; run brickhouse:schema, which creates it again or says what is missing. (column");
            assertThat(words(database, "SELECT FROM orders_2026")).contains("run brickhouse:schema");
            assertThat(words(database, "SELECT stale()"))
                    .isEqualTo("Could not carry on (nothing changed): relation \"gone\" does not exist.");
        }
    }

    private static String words(TestDatabase database, String statement) {
        SQLException refusal = catchThrowableOfType(SQLException.class, () -> database.execute(statement));
        return SqlProblems.explain(refusal, "carry on", "nothing changed").getMessage();
    }

    @Test
    void theServerKnowsEachCodeByItsName() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            for (Field field : SqlState.class.getFields()) {
                String state = (String) field.get(null);
                String name = field.getName().toLowerCase(Locale.ROOT);
                try {
                    database.execute("DO $$ BEGIN RAISE SQLSTATE '" + state + "'; EXCEPTION WHEN " + name
                            + " THEN NULL; END $$");
                } catch (SQLException e) {
                    assertThat(state).as("%s: %s", name, e.getMessage()).isIn(NEWER);
                    assertThat(e.getSQLState()).as(name).isEqualTo(SqlState.UNDEFINED_OBJECT);
                }
            }
        }
    }
}
