package dev.brickhouse.simulate;

import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;

/**
 * What is measured, and how far away it is.
 *
 * @param database the name of the database
 * @param version the version of the server
 * @param startedAt when the simulation began, by the server's clock
 * @param roundTrip the median time of a statement that does nothing, in milliseconds: what the network, the driver and
 *     the server's protocol take of every statement
 * @param slowestRoundTrip the longest of those, in milliseconds
 */
record ServerFacts(String database, String version, Instant startedAt, double roundTrip, double slowestRoundTrip) {

    private static final int ROUND_TRIPS = 100;

    /** Until the driver and the server have prepared the statement. */
    private static final int PREPARING = 20;

    private static final double NANOS_PER_MILLI = 1e6;

    static ServerFacts read(Connection connection, RetailSchema schema) throws SQLException {
        SqlStatements sql = Steps.statements("server.sql", schema);
        double[] millis = roundTrips(connection, sql.get("nothing"));
        return Sql.one(
                connection,
                sql.get("about"),
                row -> new ServerFacts(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        millis[millis.length / 2],
                        millis[millis.length - 1]));
    }

    /** How long a statement that does nothing takes, sorted. */
    private static double[] roundTrips(Connection connection, String nothing) throws SQLException {
        double[] millis = new double[ROUND_TRIPS];
        try (PreparedStatement statement = connection.prepareStatement(nothing)) {
            for (int i = -PREPARING; i < ROUND_TRIPS; i++) {
                long begun = System.nanoTime();
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                }
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - begun) / NANOS_PER_MILLI;
                }
            }
        }
        Arrays.sort(millis);
        return millis;
    }
}
