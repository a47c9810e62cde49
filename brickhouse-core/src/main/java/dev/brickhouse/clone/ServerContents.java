package dev.brickhouse.clone;

import dev.brickhouse.connection.Database;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/** What an embedded server holds besides the seeded tables. */
public final class ServerContents {

    private static final SqlStatements SQL = SqlStatements.read(ServerContents.class, "clone.sql", Map.of());

    private ServerContents() {}

    /**
     * Whether there is nothing on the server but the tables and views of one seed and the clones of their database.
     *
     * @throws dev.brickhouse.problem.DatabaseException if the server does not answer
     */
    public static boolean isOnlySeed(Database database) {
        RetailSchema schema = database.schema();
        try (Connection connection = database.dataSource().getConnection()) {
            return !Sql.hasRows(
                    connection,
                    SQL.get("others"),
                    DatabaseClones.mark(database.connectionInfo().database()),
                    schema.name(),
                    schema.analytics(),
                    Stream.concat(RetailSchema.allTables().stream(), RetailSchema.VIEWS.stream())
                            .toList());
        } catch (SQLException e) {
            throw SqlProblems.explain(e, "look at the server's databases", "nothing was changed");
        }
    }
}
