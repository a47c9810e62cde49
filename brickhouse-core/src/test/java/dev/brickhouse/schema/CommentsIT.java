package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.seed.SeedFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables, views and columns mean stands in the database, and what the user says there instead stays. */
class CommentsIT {

    /** Every table, view and column but the columns of Flyway's own table, with its comment. */
    private static final String COMMENTS = """
            SELECT c.relname, COALESCE(a.attname, '') AS column_name, d.description
              FROM pg_class c
              LEFT JOIN pg_attribute a
                ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'brickhouse_schema_history'
              LEFT JOIN pg_description d
                ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
             WHERE c.relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace) AND c.relkind IN ('r', 'm')
               AND a.attnum IS NOT NULL
             UNION ALL
            SELECT c.relname, '', obj_description(c.oid, 'pg_class')
              FROM pg_class c
             WHERE c.relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace) AND c.relkind IN ('r', 'm')
             ORDER BY 1, 2
            """;

    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void everyTableViewAndColumnHasOneOfOneStyle() throws SQLException {
        migrate();

        assertThat(database.rows(COMMENTS))
                .hasSizeGreaterThan(100)
                .noneMatch(row -> row.endsWith(" | null"))
                .noneMatch(row -> row.endsWith("."));
    }

    /** The section of docs/data-model.md for each table and view, as it has to be. */
    @Test
    void thePageOfTheDataModelSaysWhatTheDatabaseSays() throws SQLException, IOException {
        migrate();
        List<String> sections = database.rows("""
                SELECT E'\n### `' || CASE c.relkind WHEN 'm' THEN 'analytics.' ELSE '' END || c.relname || E'`\n\n'
                       || obj_description(c.oid, 'pg_class') || E'\n'
                       || COALESCE(E'\n| column | type | meaning |\n| --- | --- | --- |\n' || string_agg(format(
                              E'| `%s` | %s | %s |\n', a.attname, format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)),
                              '' ORDER BY a.attnum) FILTER (WHERE a.attnum IS NOT NULL), '')
                  FROM pg_class c
                  LEFT JOIN pg_attribute a
                    ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'brickhouse_schema_history'
                 WHERE c.relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace) AND c.relkind IN ('r', 'm')
                 GROUP BY c.oid, c.relname, c.relkind
                """);

        String page = Files.readString(Path.of("..", "docs", "data-model.md"));
        assertThat(sections).hasSize(12).allSatisfy(section -> assertThat(page).contains(section));
        assertThat(page.split("\n### `")).hasSize(1 + sections.size());
    }

    /** What else a database can hold for its users has no section of its own; so whoever adds the first one adds that, too. */
    @Test
    void thereIsNothingElseThatThePageWouldHaveToName() throws SQLException {
        migrate();

        assertThat(database.rows("""
                SELECT c.relkind::text, c.relname
                  FROM pg_class c
                 WHERE c.relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace)
                   AND c.relkind NOT IN ('r', 'm', 'i', 'S')
                 UNION ALL
                SELECT 'function', p.proname FROM pg_proc p
                 WHERE p.pronamespace IN ('public'::regnamespace, 'analytics'::regnamespace)
                 UNION ALL
                SELECT 'trigger', t.tgname FROM pg_trigger t WHERE NOT t.tgisinternal
                 UNION ALL
                SELECT 'type', t.typname FROM pg_type t
                 WHERE t.typnamespace IN ('public'::regnamespace, 'analytics'::regnamespace) AND t.typtype IN ('d', 'e', 'r')
                """)).isEmpty();
    }

    @Test
    void aSeededDatabaseOfVersion2GetsThemAndKeepsItsRows() throws SQLException {
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
        List<String> comments = database.rows(COMMENTS);
        List<String> orders = database.rows("SELECT * FROM orders ORDER BY 1");
        takeBackToVersion2();
        assertThat(database.rows(COMMENTS)).isNotEqualTo(comments);

        SchemaReport report = migrate();

        assertThat(report.fromVersion()).contains("2");
        assertThat(report.toVersion()).isEqualTo(Schemas.NEWEST_VERSION);
        assertThat(database.rows(COMMENTS)).isEqualTo(comments);
        assertThat(database.rows("SELECT * FROM orders ORDER BY 1"))
                .hasSize(5_615)
                .isEqualTo(orders);
        assertThat(migrate().migrationsRun()).isZero();
    }

    /** Flyway commits migrations before their record, on another connection. */
    @Test
    void aDatabaseOfVersion2WhoseRecordIsLostGetsThem() throws SQLException {
        migrate();
        List<String> comments = database.rows(COMMENTS);
        takeBackToVersion2();
        database.execute("DELETE FROM brickhouse_schema_history WHERE version IS NOT NULL AND version <> '0'");

        assertThat(migrate().toVersion()).isEqualTo(Schemas.NEWEST_VERSION);
        assertThat(database.rows(COMMENTS)).isEqualTo(comments);
        assertThat(migrate().migrationsRun()).isZero();
    }

    @Test
    void seedingADatabaseOfVersion2AgainAddsThem() throws SQLException {
        String fingerprint = SeedFixture.seeder(database.dataSource())
                .seed(SeedFixture.smallRequest())
                .fingerprint();
        List<String> comments = database.rows(COMMENTS);
        takeBackToVersion2();

        assertThat(SeedFixture.seeder(database.dataSource())
                        .seed(SeedFixture.smallRequest())
                        .fingerprint())
                .isEqualTo(fingerprint);
        assertThat(database.rows(COMMENTS)).isEqualTo(comments);
    }

    @Test
    void tablesOfTheOriginalToolKeepTheUsersOwn() throws SQLException {
        database.makeOriginal();
        database.execute("""
                COMMENT ON TABLE orders IS 'ours';
                COMMENT ON COLUMN orders.notes IS 'it''s \\ ours';
                COMMENT ON MATERIALIZED VIEW analytics.order_trends IS 'ours';
                COMMENT ON COLUMN analytics.order_trends.region IS 'ours';
                """);

        migrate();

        assertThat(database.rows(COMMENTS))
                .noneMatch(row -> row.endsWith(" | null"))
                .contains("orders |  | ours", "orders | notes | it's \\ ours")
                .contains("order_trends |  | ours", "order_trends | region | ours");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aViewThatComesBackHasItsOwnAgainAndOthersAreLeftAlone(boolean byRepair) throws SQLException {
        migrate();
        List<String> comments = database.rows(COMMENTS);
        database.execute("""
                COMMENT ON COLUMN products.brand IS 'ours';
                COMMENT ON TABLE stores IS NULL;
                COMMENT ON COLUMN analytics.low_stock_alerts.brand IS 'ours';
                COMMENT ON MATERIALIZED VIEW analytics.low_stock_alerts IS NULL;
                """);
        List<String> changed = database.rows(COMMENTS);
        database.execute("DROP MATERIALIZED VIEW analytics.order_trends; DROP INDEX analytics.idx_low_stock_status");

        if (byRepair) {
            migrate();
        } else {
            AnalyticsRefresh.refresh(database.dataSource(), RetailSchema.DEFAULT, false, Console.SILENT);
        }

        assertThat(database.rows(COMMENTS)).isEqualTo(changed).isNotEqualTo(comments);
    }

    @Test
    void namesThatNeedQuotingWork() throws SQLException {
        TestSchemas.migrate(database.dataSource(), new RetailSchema("My \"shop\"", "100% 'fun' \\"), Console.SILENT);

        assertThat(database.rows("""
                SELECT (SELECT count(*) FROM pg_class c WHERE c.oid = d.objoid AND c.relkind = 'm') AS of_view, count(*) > 20
                  FROM pg_description d
                 WHERE d.classoid = 'pg_class'::regclass AND d.objoid >= 16384
                 GROUP BY 1 ORDER BY 1
                """)).containsExactly("0 | t", "1 | t");
    }

    @Test
    void whoDoesNotOwnTheTablesIsToldSo() throws SQLException {
        migrate();
        takeBackToVersion2();
        DataSource user = database.dataSourceOfNewUser();
        database.execute("GRANT CREATE, USAGE ON SCHEMA public, analytics TO PUBLIC;"
                + " GRANT ALL ON ALL TABLES IN SCHEMA public, analytics TO PUBLIC");

        assertThatThrownBy(() -> TestSchemas.migrate(user, RetailSchema.DEFAULT, Console.SILENT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Could not create or upgrade schema \"public\": ")
                .hasMessageContaining("must be owner of table ")
                .hasMessageContaining("connect as another user with brickhouse.user");
        assertThat(migrate().fromVersion()).isEqualTo(Optional.of("2"));
    }

    /** What version 2 left: the comments that it made itself, and no record of later migrations. */
    private void takeBackToVersion2() throws SQLException {
        database.execute("""
                DELETE FROM brickhouse_schema_history WHERE version = '3';
                UPDATE brickhouse_schema_history SET checksum = 1 WHERE version IS NULL;
                DELETE FROM pg_description d
                 USING pg_class c
                 WHERE d.classoid = 'pg_class'::regclass AND c.oid = d.objoid
                   AND (c.relnamespace = 'analytics'::regnamespace
                        OR c.relnamespace = 'public'::regnamespace
                           AND (c.relname NOT LIKE 'brickhouse%' OR c.relname = 'brickhouse_schema_history'
                                OR d.objsubid > 0 AND (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = d.objsubid)
                                                      NOT IN ('fingerprint', 'settings', 'other_checksum', 'checksum', 'last_order',
                                                              'loaded_at', 'loaded_by', 'restored_at')));
                """);
    }

    private SchemaReport migrate() {
        return TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
    }
}
