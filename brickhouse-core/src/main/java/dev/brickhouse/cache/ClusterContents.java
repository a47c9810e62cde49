package dev.brickhouse.cache;

import dev.brickhouse.connection.Database;
import dev.brickhouse.embedded.EmbeddedSettings;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Looks whether a cluster holds a seed and nothing else. */
final class ClusterContents {

    private ClusterContents() {}

    /** Something that others have made or changed, in words; empty if there is nothing of that kind. */
    static Optional<String> foreign(Database database) throws SQLException {
        RetailSchema schema = database.schema();
        try (Connection connection = database.dataSource().getConnection()) {
            Optional<String> object = foreignObject(connection, schema);
            return object.isPresent()
                    ? object
                    : Sql.first(
                            connection,
                            sql(schema).get("changed-tables"),
                            row -> "changes in table " + row.getString(1));
        }
    }

    private static Optional<String> foreignObject(Connection connection, RetailSchema schema) throws SQLException {
        return Sql.first(
                connection,
                sql(schema).get("foreign-objects"),
                row -> row.getString(1),
                EmbeddedSettings.PRESENCE_DATABASE,
                schema.name(),
                schema.analytics(),
                schema.name(),
                RetailSchema.allTables(),
                schema.analytics(),
                RetailSchema.VIEWS);
    }

    private static SqlStatements sql(RetailSchema schema) {
        return SqlStatements.read(ClusterContents.class, "cluster-contents.sql", Map.of("schema", schema.name()));
    }
}
