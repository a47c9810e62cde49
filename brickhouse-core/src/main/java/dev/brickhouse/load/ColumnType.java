package dev.brickhouse.load;

/** The PostgreSQL types that the engine writes. */
public enum ColumnType {
    INTEGER("int4"),
    TEXT("text"),
    NUMERIC("numeric"),
    TIMESTAMP("timestamp");

    private final String sqlName;

    ColumnType(String sqlName) {
        this.sqlName = sqlName;
    }

    String sqlName() {
        return sqlName;
    }
}
