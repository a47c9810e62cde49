package dev.brickhouse.sql;

/** Conditions on tables whose names are known only when they are asked. */
public final class Conditions {

    private Conditions() {}

    /**
     * That a table has a row.
     *
     * @param table its name as it stands in statements
     */
    public static String hasRow(String table) {
        // Citus fetches the rows of the subquery first: none of them may be without a column, and one is enough
        return "EXISTS (SELECT 1 FROM " + table + " LIMIT 1)";
    }
}
