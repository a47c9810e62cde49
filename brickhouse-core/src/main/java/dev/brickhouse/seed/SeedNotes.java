package dev.brickhouse.seed;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.load.Journal;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Explains what might look wrong in what was seeded. */
final class SeedNotes {

    private SeedNotes() {}

    /** @return each of them a sentence */
    static List<String> of(Connection connection, SeedContext context, Journal.Entry seed) throws SQLException {
        LocalDate end = SeedSettings.reach(seed);
        String setBy = end.isAfter(seed.header().asOf()) ? PropertyNames.ADVANCE_TO : PropertyNames.AS_OF;
        return Sql.isTrue(connection, context.sql().get("trends-are-empty"), end)
                ? List.of(context.target().schema().view(RetailSchema.ORDER_TRENDS)
                        + " is empty, as expected: it looks back 30 days from the server's date, and the history ends"
                        + " before that, on " + end + " (" + setBy + ")")
                : List.of();
    }
}
