package dev.brickhouse.problem;

import java.sql.SQLException;

/** Classes of SQLSTATEs by the names that appendix A of PostgreSQL's manual gives them. */
public enum SqlStateClass {
    CONNECTION_EXCEPTION("08"),
    DATA_EXCEPTION("22"),
    INTEGRITY_CONSTRAINT_VIOLATION("23"),
    INVALID_AUTHORIZATION_SPECIFICATION("28"),
    TRANSACTION_ROLLBACK("40"),
    SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION("42"),
    INSUFFICIENT_RESOURCES("53"),
    OBJECT_NOT_IN_PREREQUISITE_STATE("55"),
    OPERATOR_INTERVENTION("57"),
    SYSTEM_ERROR("58"),
    INTERNAL_ERROR("XX");

    private final String digits;

    SqlStateClass(String digits) {
        this.digits = digits;
    }

    /** Whether a failure is of this class; one without an SQLSTATE is of none. */
    public boolean includes(SQLException e) {
        return includes(e.getSQLState());
    }

    /** @param state an SQLSTATE, or null */
    public boolean includes(String state) {
        return state != null && state.startsWith(digits);
    }
}
