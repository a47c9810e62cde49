package dev.brickhouse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.Brickhouse;
import dev.brickhouse.CloneDatabase;
import dev.brickhouse.SeededDatabase;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.Table;
import dev.brickhouse.seed.RetailRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the rows go from Spark: a table of a lakehouse and PostgreSQL, next to a database that was seeded. */
class LakehouseIT {

    private static final SparkSession SPARK = LocalSpark.builder()
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            // it would cut its list of a few files into fifty parts
            .config("spark.databricks.delta.snapshotPartitions", 1)
            .getOrCreate();

    private static SeededDatabase database;

    @TempDir
    Path directory;

    @BeforeAll
    static void seed() {
        Brickhouse settings = Brickhouse.embedded().seedCache(false);
        LocalSpark.SMALL.forEach((option, value) -> settings.set("brickhouse." + option, value));
        database = settings.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void everyTableHasTheChecksumThatTheDatabaseHas() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            for (Table table : RetailRows.TABLES) {
                assertThat(TableChecksum.of(LocalSpark.small(table.name(), 3), table.name()))
                        .as(table.name())
                        .isEqualTo(ContentChecksum.of(connection, "public", table));
            }
        }
    }

    @Test
    void postgresqlTakesTheRowsByJdbc() throws SQLException {
        try (CloneDatabase target = database.newClone();
                Connection connection = target.dataSource().getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("TRUNCATE products, stores, users, inventory, orders");
            }
            Properties user = new Properties();
            user.put("user", target.user());
            user.put("reWriteBatchedInserts", "true");
            for (Table table : RetailRows.TABLES) {
                LocalSpark.small(table.name(), 3)
                        .write()
                        .mode(SaveMode.Append)
                        .jdbc(target.jdbcUrl(), table.name(), user);

                long written = ContentChecksum.of(connection, "public", table);
                assertThat(written)
                        .as(table.name())
                        .isEqualTo(TableChecksum.of(LocalSpark.small(table.name()), table.name()));
                assertThat(TableChecksum.of(
                                SPARK.read()
                                        .option("preferTimestampNTZ", "true")
                                        .jdbc(target.jdbcUrl(), table.name(), user),
                                table.name()))
                        .as(table.name() + ", read back")
                        .isEqualTo(written);
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop writes files there only with programs of its own")
    void aDeltaTableHasTheSameRows() {
        // every type of a column is in these two
        for (String table : List.of("products", "orders")) {
            String path = directory.resolve(table).toUri().toString();
            LocalSpark.small(table, 3).write().format("delta").save(path);

            assertThat(TableChecksum.of(SPARK.read().format("delta").load(path), table))
                    .as(table)
                    .isEqualTo(TableChecksum.of(LocalSpark.small(table), table));
        }
        Row history = SPARK.sql(
                        "DESCRIBE HISTORY delta.`" + directory.resolve("orders").toUri() + "`")
                .first();
        assertThat(history.<String>getAs("operation")).isEqualTo("WRITE");
    }
}
