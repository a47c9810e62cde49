package dev.brickhouse.clone;

import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Finds databases of which a part is on other servers. */
final class ShardedDatabases {

    private static final SqlStatements SQL = SqlStatements.read(ShardedDatabases.class, "clone.sql", Map.of());

    private ShardedDatabases() {}

    /**
     * Makes sure that all of a database is on one server, where alone a template is copied.
     *
     * @param maintenance a session on another database of its server
     * @throws RefusedException if it is part of a Citus cluster
     */
    static void requireOneNode(Connection maintenance, ResolvedDatabase source) throws SQLException {
        if (!Sql.isTrue(maintenance, SQL.get("can-be-in-cluster"))) {
            return;
        }
        try (Database original = Databases.open(source, ConnectionNeed.of(1), Console.SILENT);
                Connection look = original.dataSource().getConnection()) {
            if (Sql.isTrue(look, SQL.get("is-in-cluster"))) {
                throw new RefusedException("The database " + Identifiers.quote(source.database())
                        + " is part of a Citus cluster, and its shards on other nodes would not be cloned with it; nothing"
                        + " was changed; clone a database on a single server, or seed each database of the cluster.");
            }
        }
    }
}
