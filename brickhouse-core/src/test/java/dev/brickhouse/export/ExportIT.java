package dev.brickhouse.export;

import static dev.brickhouse.export.Exports.FILES;
import static dev.brickhouse.export.Exports.SEED;
import static dev.brickhouse.export.Exports.byMonth;
import static dev.brickhouse.export.Exports.export;
import static dev.brickhouse.export.Exports.files;
import static dev.brickhouse.export.Exports.request;
import static dev.brickhouse.export.Exports.run;
import static dev.brickhouse.export.Exports.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.load.ContentChecksum;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.report.JsonFile;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.seed.SeedFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** Exports against a database that was seeded with the same settings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT {

    /**
     * What is hard to write: quotes, lines, an empty text next to NULL, characters beyond ASCII, what looks like an
     * escape.
     */
    private static final String HARD_ROWS = """
            INSERT INTO products (product_name, brand, category, package_size, unit_price)
            VALUES ('Tea "Über", 茶 😀', '', ' leading and trailing ', E'a\\tb\\\\n', 99999999.99);
            INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by, order_date, notes, version)
            VALUES ('X1', 2, 1, 5, 2, '2026-11-25 00:00:00', '', 2147483647),
                   ('X2', 2, 1, 5, 2, '2026-11-25 23:59:59.999999', E'two\\r\\nlines, "quoted"\\n', NULL),
                   ('X3', 2, 1, 5, 2, NULL, '\\.', -7),
                   ('X4', 2, 1, 5, 2, '0001-01-01', 'NULL', 0),
                   ('X5', 2, 1, 5, 2, '9999-12-31 00:00:00.1', E'\\x01 control', 0);
            INSERT INTO orders (order_id, order_number, to_store_id, product_id, quantity_cases, requested_by)
            VALUES (0, 'X0', 2, 1, 5, 2), (-1500, 'X-1500', 2, 1, 5, 2), (2000000000, 'X2e9', 2, 1, 5, 2);
            INSERT INTO orders (order_number, to_store_id, product_id, quantity_cases, requested_by, notes)
            VALUES ('X6', 2, 1, 5, 2, repeat('long, "', 500000));
            UPDATE orders SET quantity_cases = 49, approved_by = NULL WHERE order_id = 77;
            DELETE FROM orders WHERE order_id BETWEEN 1500 AND 3500;
            """;

    @TempDir
    Path directory;

    private TestDatabase database;
    private String checksum;

    @BeforeAll
    void seed() throws SQLException {
        database = TestDatabase.create();
        checksum = SeedFixture.seeder(database.dataSource()).seed(SEED).checksum();
    }

    @AfterAll
    void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void theGeneratorAndTheDatabaseGiveTheSameBytes(ExportFormat format) throws IOException, SQLException {
        Path madeHere = directory.resolve("it's [made] here");
        ExportResult made = run(request(format, madeHere));
        ExportResult read = export(request(format, directory.resolve("read")))
                .ofDatabase(database.dataSource(), RetailSchema.DEFAULT);

        assertThat(made.checksum()).isEqualTo(checksum).isEqualTo(read.checksum());
        assertThat(made.verifying()).isPresent();
        assertThat(files(madeHere)).hasSize(FILES).containsExactlyEntriesOf(files(directory.resolve("read")));
        Map<String, Object> manifest = JsonFile.read(made.manifest());
        assertThat(manifest)
                .containsEntry("checksum", checksum)
                .containsEntry("complete", true)
                .containsEntry("fingerprint", JsonFile.read(read.manifest()).get("fingerprint"));
        assertThat(String.valueOf(manifest.get("tables"))).contains("order_date=TIMESTAMP", "unit_price=DECIMAL(10,2)");
    }

    @Test
    void csvIsWhatCopyWritesAndReads() throws IOException, SQLException {
        try (TestDatabase changed = database.copy();
                TestDatabase target = TestDatabase.create()) {
            changed.execute(HARD_ROWS);
            ExportResult result =
                    export(request(ExportFormat.CSV, directory)).ofDatabase(changed.dataSource(), RetailSchema.DEFAULT);

            TestSchemas.migrate(target.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            Map<String, byte[]> files = files(directory);
            for (Table table : RetailRows.TABLES) {
                List<byte[]> own = files.entrySet().stream()
                        .filter(file -> file.getKey().startsWith(table.name() + "/"))
                        .map(Map.Entry::getValue)
                        .toList();
                if (table != RetailRows.ORDERS) {
                    assertThat(own).hasSize(1);
                    assertThat(own.get(0)).asString().isEqualTo(copied(changed, table));
                }
                for (byte[] file : own) {
                    copyIn(target, table, file);
                }
            }
            assertThat(found(target)).isEqualTo(found(changed)).isEqualTo(result.checksum());
            assertThat(files.get("orders/orders-0000005001-0000006000.csv"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(copied(changed, RetailRows.ORDERS, "WHERE order_id BETWEEN 5001 AND 6000 ORDER BY 1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangedDatabaseIsExportedAsItIs(ExportFormat format) throws IOException, SQLException {
        try (TestDatabase changed = database.copy()) {
            changed.execute(HARD_ROWS);
            ExportResult result =
                    export(byMonth(request(format, directory))).ofDatabase(changed.dataSource(), RetailSchema.DEFAULT);

            assertThat(result.checksum()).isEqualTo(found(changed)).isNotEqualTo(checksum);
            assertThat(files(directory).keySet())
                    .contains(
                            "orders/order_month=__HIVE_DEFAULT_PARTITION__/orders-0000005001-0000006000."
                                    + format.extension(),
                            "orders/order_month=0001-01/orders-0000005001-0000006000." + format.extension())
                    .anyMatch(name -> name.contains("orders--000001500-"))
                    .anyMatch(name -> name.contains("-2000000000"));
        }
    }

    @Test
    void allThreadsReadWhatWasThereWhenTheExportBegan() throws SQLException {
        try (TestDatabase changed = database.copy()) {
            Progress writingWhenItBegins = (phase, total, done) -> {
                try {
                    changed.execute("DELETE FROM orders WHERE order_id % 2 = 0; DELETE FROM inventory");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                return Progress.NONE.begin(phase, total, done);
            };

            ExportResult result = export(request(ExportFormat.PARQUET, directory), writingWhenItBegins)
                    .ofDatabase(changed.dataSource(), RetailSchema.DEFAULT);

            assertThat(result.checksum()).isEqualTo(checksum);
            assertThat(changed.rows("SELECT count(*) FROM inventory")).containsExactly("0");
        }
    }

    @Test
    void noTransactionIsOpenWhileDuckDbIsFetchedOrFilesAreReadBack() throws SQLException {
        try (TestDatabase copy = database.copy()) {
            List<String> phases = new ArrayList<>();
            List<String> open = new ArrayList<>();
            Progress progress = (phase, total, done) -> {
                phases.add(phase);
                if (!phase.equals("export")) {
                    open.addAll(openTransactions(copy));
                }
                return Progress.NONE.begin(phase, total, done);
            };
            DuckDbJar fetched = () -> {
                open.addAll(openTransactions(copy));
                return Exports.duckDb();
            };

            new Export(request(ExportFormat.PARQUET, directory), fetched, Console.SILENT, progress)
                    .ofDatabase(copy.dataSource(), RetailSchema.DEFAULT);

            assertThat(phases).hasSizeGreaterThan(1);
            assertThat(open).isEmpty();
        }
    }

    private static List<String> openTransactions(TestDatabase database) {
        try {
            return database.rows("SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSameDatabaseOfAnotherServerIsNotTakenForThisOne() throws SQLException, IOException {
        ExportRequest request = request(ExportFormat.CSV, directory);
        Path manifest = export(request)
                .ofDatabase(database.dataSource(), RetailSchema.DEFAULT)
                .manifest();
        String server = database.rows("SELECT system_identifier FROM pg_control_system()")
                .get(0);
        assertThat(manifest).content().contains("\"server\" : \"" + server + "\"");
        Files.writeString(manifest, Files.readString(manifest).replace(server, "7000000000000000001"));

        assertThatThrownBy(() -> export(request).ofDatabase(database.dataSource(), RetailSchema.DEFAULT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds an export with other settings: server");
    }

    @Test
    void otherProgramsReadParquetWithTheTypesOfTheDatabase() throws SQLException {
        run(byMonth(request(ExportFormat.PARQUET, directory)));

        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            String orders = "read_parquet('" + directory + "/orders/**/*.parquet', hive_partitioning = true)";
            assertThat(TestDatabase.rows(
                            duckDb, "SELECT count(*), sum(quantity_cases), min(order_date) FROM " + orders))
                    .isEqualTo(database.rows("SELECT count(*), sum(quantity_cases), min(order_date) FROM orders"));
            assertThat(TestDatabase.rows(
                            duckDb,
                            "SELECT count(*) FROM " + orders
                                    + " WHERE order_month::varchar <> strftime(order_date, '%Y-%m')"))
                    .containsExactly("0");
            assertThat(TestDatabase.rows(
                            duckDb,
                            "SELECT DISTINCT column_name, column_type FROM (DESCRIBE SELECT * FROM " + orders
                                    + ") WHERE column_name IN ('order_id', 'order_date', 'notes') ORDER BY 1"))
                    .containsExactly("notes | VARCHAR", "order_date | TIMESTAMP", "order_id | INTEGER");
            assertThat(TestDatabase.rows(
                            duckDb,
                            "SELECT DISTINCT compression FROM parquet_metadata('" + directory
                                    + "/products/products.parquet')"))
                    .containsExactly("ZSTD");
            assertThat(TestDatabase.rows(
                            duckDb,
                            "SELECT sum(unit_price), any_value(typeof(unit_price)) FROM '" + directory
                                    + "/products/products.parquet'"))
                    .isEqualTo(database.rows("SELECT sum(unit_price), 'DECIMAL(10,2)' FROM products"));
        }
    }

    @Test
    void slicesAreTheWhole() throws IOException {
        ExportRequest request = request(ExportFormat.NDJSON, directory.resolve("slices"));
        run(slice(request, null, 2_000L));
        run(slice(request, 4_001L, null));
        run(slice(request, 2_001L, 4_000L));
        ExportResult whole = run(request(ExportFormat.NDJSON, directory.resolve("whole")));

        assertThat(files(directory.resolve("slices"))).containsExactlyEntriesOf(files(directory.resolve("whole")));
        assertThat(whole.checksum()).isEqualTo(checksum);
        long sum = 0;
        Map<String, String> smallTables = new TreeMap<>();
        for (String slice : List.of("0000000001-0000002000", "0000002001-0000004000", "0000004001-0000005615")) {
            for (Map<String, Object> table : tables(directory.resolve("slices/manifest-" + slice + ".json"))) {
                String ofTable = (String) table.get("checksum");
                if (table.get("table").equals("orders")) {
                    sum += Long.parseUnsignedLong(ofTable, 16);
                } else {
                    smallTables.put((String) table.get("table"), ofTable);
                }
            }
        }
        for (String each : smallTables.values()) {
            sum += Long.parseUnsignedLong(each, 16);
        }
        assertThat(ContentChecksum.text(sum)).isEqualTo(checksum);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> tables(Path manifest) {
        return (List<Map<String, Object>>) JsonFile.read(manifest).get("tables");
    }

    @Test
    void whoMayReadTheTablesNeedsNoOtherRight() throws SQLException {
        try (TestDatabase own = database.copy()) {
            DataSource reader = own.dataSourceOfNewUser();
            own.execute("GRANT SELECT ON products, stores, users, inventory TO PUBLIC");
            Export export = export(request(ExportFormat.CSV, directory));

            assertThatThrownBy(() -> export.ofDatabase(reader, RetailSchema.DEFAULT))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("Could not export schema \"public\": user ")
                    .hasMessageContaining(" may not read orders; let an administrator run GRANT");
            // every column, which is not the same as the table
            own.execute(
                    "DO $$ BEGIN EXECUTE (SELECT format('GRANT SELECT (%s) ON orders TO PUBLIC', string_agg(attname, ', '))"
                            + " FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0); END $$");

            assertThat(export.ofDatabase(reader, RetailSchema.DEFAULT).checksum())
                    .isEqualTo(checksum);
            own.execute(
                    "DROP SCHEMA analytics CASCADE; ALTER TABLE products ALTER unit_price TYPE numeric; UPDATE products SET unit_price = 0.001");
            assertThatThrownBy(() -> export(request(ExportFormat.PARQUET, directory.resolve("parquet")))
                            .ofDatabase(reader, RetailSchema.DEFAULT))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("which the type DECIMAL(10,2) of Parquet cannot hold");
            own.execute("UPDATE orders SET order_date = 'infinity' WHERE order_id = 3");
            assertThatThrownBy(() -> export.ofDatabase(reader, RetailSchema.DEFAULT))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("Column order_date of table orders holds infinity");
        }
    }

    @Test
    void brokenKeysAndReferencesOfADatabaseAreTold() throws SQLException {
        try (TestDatabase broken = database.copy()) {
            broken.execute("DROP SCHEMA analytics CASCADE;"
                    + " ALTER TABLE orders DROP CONSTRAINT orders_pkey, DROP CONSTRAINT orders_order_number_key;"
                    + " ALTER TABLE products DROP CONSTRAINT products_pkey CASCADE;"
                    + " ALTER TABLE stores DROP CONSTRAINT stores_pkey CASCADE, DROP CONSTRAINT stores_store_code_key;"
                    + " ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE, DROP CONSTRAINT users_username_key,"
                    + " DROP CONSTRAINT users_email_key;"
                    + " ALTER TABLE inventory DROP CONSTRAINT inventory_pkey,"
                    + " DROP CONSTRAINT inventory_product_id_store_id_key;"
                    + " INSERT INTO products SELECT * FROM products WHERE product_id = 5;"
                    + " INSERT INTO stores SELECT * FROM stores WHERE store_id = 5;"
                    + " INSERT INTO users SELECT * FROM users WHERE user_id = 5;"
                    + " INSERT INTO inventory SELECT * FROM inventory WHERE inventory_id = 5;"
                    + " INSERT INTO orders SELECT * FROM orders WHERE order_id = 5;"
                    + " UPDATE users SET store_id = 777 WHERE user_id = 6;"
                    + " UPDATE inventory SET store_id = 777, product_id = 888 WHERE inventory_id = 6;"
                    + " UPDATE orders SET product_id = 888, to_store_id = 777, from_store_id = 776, requested_by = 999,"
                    + " approved_by = 998 WHERE order_id = 6");
            RecordingConsole console = new RecordingConsole();
            ExportResult result = new Export(
                            request(ExportFormat.NDJSON, directory), Exports::duckDb, console, Progress.NONE)
                    .ofDatabase(broken.dataSource(), RetailSchema.DEFAULT);

            assertThat(result.checksum()).isEqualTo(found(broken));
            String orders = "In the database, and so in orders/orders-0000000001-0000001000.ndjson, ";
            assertThat(console.warnings())
                    .containsExactlyInAnyOrder(
                            "In the database, and so in products/products.ndjson, product_id is not unique in 1 row",
                            "In the database, and so in stores/stores.ndjson, store_id is not unique in 1 row",
                            "In the database, and so in stores/stores.ndjson, store_code is not unique in 1 row",
                            "In the database, and so in users/users.ndjson, user_id is not unique in 1 row",
                            "In the database, and so in users/users.ndjson, username is not unique in 1 row",
                            "In the database, and so in users/users.ndjson, store_id refers to no store in 1 row",
                            "In the database, and so in inventory/inventory.ndjson, inventory_id is not unique in 1 row",
                            "In the database, and so in inventory/inventory.ndjson, product_id and store_id are not"
                                    + " unique in 1 row",
                            "In the database, and so in inventory/inventory.ndjson, product_id refers to no product in"
                                    + " 1 row",
                            "In the database, and so in inventory/inventory.ndjson, store_id refers to no store in 1 row",
                            orders + "order_id is not unique in 1 row",
                            orders + "order_number is not unique in 1 row",
                            orders + "product_id refers to no product in 1 row",
                            orders + "to_store_id refers to no store in 1 row",
                            orders + "from_store_id refers to no store in 1 row",
                            orders + "requested_by refers to no user in 1 row",
                            orders + "approved_by refers to no user in 1 row");
        }
    }

    @Test
    void nothingIsATableToo() throws SQLException {
        try (TestDatabase empty = TestDatabase.create()) {
            TestSchemas.migrate(empty.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            ExportResult result = export(request(ExportFormat.PARQUET, directory))
                    .ofDatabase(empty.dataSource(), RetailSchema.DEFAULT);

            assertThat(result.checksum()).isEqualTo("0000000000000000");
            assertThat(directory.resolve("orders/orders-0000000001-0000000000.parquet"))
                    .isRegularFile();
        }
    }

    private static String copied(TestDatabase database, Table table) throws SQLException, IOException {
        return copied(database, table, "ORDER BY 1");
    }

    /** What the server's own COPY writes. */
    private static String copied(TestDatabase database, Table table, String rest) throws SQLException, IOException {
        List<String> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add(column.name()));
        try (Connection connection = database.dataSource().getConnection()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT " + String.join(", ", columns) + " FROM " + table.name() + " " + rest
                                    + ") TO STDOUT (FORMAT csv, HEADER)",
                            out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private static void copyIn(TestDatabase database, Table table, byte[] csv) throws SQLException, IOException {
        try (Connection connection = database.dataSource().getConnection()) {
            String header =
                    new String(csv, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + table.name() + " (" + header + ") FROM STDIN (FORMAT csv, HEADER)",
                            new ByteArrayInputStream(csv));
        }
    }

    private static String found(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            long sum = 0;
            for (Table table : RetailRows.TABLES) {
                sum += ContentChecksum.of(connection, "public", table);
            }
            return ContentChecksum.text(sum);
        }
    }
}
