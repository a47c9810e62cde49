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
        SqlStatements sql =
                SqlStatements.read(ClusterContents.class, "cluster-contents.sql", Map.of("schema", schema.name()));
        try (Connection connection = database.dataSource().getConnection()) {
            Optional<String> object = Sql.first(
                    connection,
                    sql.get("foreign-objects"),
                    row -> row.getString(1),
                    EmbeddedSettings.PRESENCE_DATABASE,
                    schema.name(),
                    schema.analytics(),
                    schema.name(),
                    RetailSchema.allTables(),
                    schema.analytics(),
                    RetailSchema.VIEWS);
            return object.isPresent()
                    ? object
                    : Sql.first(
                            connection,
                            sql.get("changed-tables"),
                            row -> "changes in table " + row.getString(1),
                            schema.name(),
                            RetailSchema.TABLES);
        }
    }
}
