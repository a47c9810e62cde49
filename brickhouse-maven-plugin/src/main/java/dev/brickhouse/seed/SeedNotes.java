package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Journal;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What somebody might wonder about who looks at what was seeded. */
final class SeedNotes {

    private SeedNotes() {}

    /** @return each of them a sentence */
    static List<String> of(Connection connection, SeedTarget target, SqlStatements sql, Journal.Entry load)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql.get("trends-are-empty"))) {
            query.setObject(1, load.header().asOf());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1)
                        ? List.of(target.schema().view(RetailSchema.ORDER_TRENDS)
                                + " is rightly empty: it looks back 30 days from the server's date, and the history ends"
                                + " before that, on " + load.header().asOf() + " (" + PropertyNames.AS_OF + ")")
                        : List.of();
            }
        }
    }
}
