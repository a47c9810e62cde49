package dev.brickhouse.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/export.md asks DuckDB, asked of exported files. */
class DocumentedQueryIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql duckdb\\n(.*?)^```$");

    @Test
    void everyQueryHasAnAnswer(@TempDir Path directory) throws IOException, SQLException {
        Exports.run(Exports.request(ExportFormat.PARQUET, directory));
        List<String> queries = BLOCK.matcher(Files.readString(Path.of("..", "docs", "export.md")))
                .results()
                .map(block -> block.group(1).replace("target/brickhouse/export", directory.toString()))
                .toList();

        assertThat(queries).isNotEmpty();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String query : queries) {
                try (ResultSet answer = statement.executeQuery(query)) {
                    assertThat(answer.next()).as(query).isTrue();
                }
            }
        }
    }
}
