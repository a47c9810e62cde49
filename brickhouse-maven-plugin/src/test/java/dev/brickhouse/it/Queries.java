package dev.brickhouse.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the database of a finished build. */
public final class Queries implements AutoCloseable {

    private final Connection connection;

    Queries(Connection connection) {
        this.connection = connection;
    }

    /** How many rows a table or view has, whose name is taken as it stands in SQL. */
    public long count(String relation) {
        return ((Number) value("select count(*) from " + relation)).longValue();
    }

    /** Whether there is a relation of that name. */
    public boolean has(String relation) {
        return (Boolean) value("select to_regclass('" + relation + "') is not null");
    }

    /** The first column of the first row. */
    public Object value(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getObject(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Changes something, to see whether a goal respects it. */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
