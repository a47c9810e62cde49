package dev.brickhouse.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStateClassTest {

    @ParameterizedTest
    @CsvSource({
        SqlState.CONNECTION_FAILURE + ", CONNECTION_EXCEPTION",
        SqlState.INVALID_PARAMETER_VALUE + ", DATA_EXCEPTION",
        SqlState.UNIQUE_VIOLATION + ", INTEGRITY_CONSTRAINT_VIOLATION",
        SqlState.INVALID_PASSWORD + ", INVALID_AUTHORIZATION_SPECIFICATION",
        SqlState.DEADLOCK_DETECTED + ", TRANSACTION_ROLLBACK",
        SqlState.UNDEFINED_TABLE + ", SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION",
        SqlState.DISK_FULL + ", INSUFFICIENT_RESOURCES",
        SqlState.OBJECT_IN_USE + ", OBJECT_NOT_IN_PREREQUISITE_STATE",
        SqlState.QUERY_CANCELED + ", OPERATOR_INTERVENTION",
        "58030, SYSTEM_ERROR",
        SqlState.INDEX_CORRUPTED + ", INTERNAL_ERROR"
    })
    void eachStateIsOfItsClassAlone(String state, SqlStateClass itsClass) {
        assertThat(Arrays.stream(SqlStateClass.values()).filter(each -> each.includes(state)))
                .containsExactly(itsClass);
    }

    @Test
    void aFailureWithoutAStateIsOfNone() {
        assertThat(Arrays.stream(SqlStateClass.values()).filter(each -> each.includes(new SQLException("closed"))))
                .isEmpty();
    }
}
