package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.backup.BackupContent;
import dev.brickhouse.backup.BackupFormat;
import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.backup.RestoreRequest;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.backup.WriterKind;
import dev.brickhouse.connection.ConnectionNeed;
import dev.brickhouse.connection.Database;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.grant.Account;
import dev.brickhouse.grant.GrantRequest;
import dev.brickhouse.grant.Grants;
import dev.brickhouse.inspect.Inspection;
import dev.brickhouse.maintain.Maintenance;
import dev.brickhouse.maintain.MaintenanceRequest;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.simulate.Mix;
import dev.brickhouse.simulate.Simulation;
import dev.brickhouse.simulate.SimulationRequest;
import dev.brickhouse.validate.Checks;
import dev.brickhouse.validate.Severity;
import dev.brickhouse.validate.Validator;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** An account that an administrator has let into two schemas, and who needs nobody from then on. */
class ServiceAccountIT {

    private static final String PASSWORD = "only for tests";

    private final String role = "deployer_" + UUID.randomUUID().toString().substring(0, 8);
    private final GrantRequest request = request(RetailSchema.DEFAULT);
    private final RecordingConsole console = new RecordingConsole();

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestDatabase.create();
        // as in the databases of a cloud, where an application gets what it is given and nothing else
        database.execute("REVOKE ALL ON DATABASE " + name() + " FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC");
    }

    @AfterEach
    void drop() throws SQLException {
        if (roleExists()) {
            database.execute("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
        }
        database.close();
    }

    @Test
    void everyGoalWorksWithItAlone() throws SQLException {
        Grants.grantSchemas(database.dataSource(), request, console);
        Grants.grantSchemas(database.dataSource(), request, Console.SILENT);
        assertThat(console.warnings()).isEmpty();

        try (Database opened = SeedFixture.open(user(), ConnectionNeed.of(8))) {
            DataSource dataSource = opened.dataSource();
            TestSchemas.migrate(dataSource, RetailSchema.DEFAULT, Console.SILENT);
            SeedFixture.seeder(dataSource).seed(SeedFixture.smallRequest());
            FinishedSeed.check(dataSource);
            AnalyticsRefresh.refresh(dataSource, RetailSchema.DEFAULT, false, Console.SILENT);
            AnalyticsRefresh.refresh(dataSource, RetailSchema.DEFAULT, true, Console.SILENT);
            validate(dataSource);
            Inspection.take(dataSource, "public", true, Console.SILENT, Progress.NONE);
            Maintenance.run(dataSource, new MaintenanceRequest(RetailSchema.DEFAULT, true, true, true), Console.SILENT);
            database.execute("DROP MATERIALIZED VIEW analytics.order_trends; DROP INDEX idx_orders_status");
            TestSchemas.migrate(dataSource, RetailSchema.DEFAULT, Console.SILENT);
            SeedFixture.seeder(dataSource).seed(SeedFixture.smallRequest());
            FinishedSeed.check(dataSource);
            simulate(dataSource);
            validate(dataSource);
            backUpAndRestore(opened, WriterKind.BUILTIN, BackupFormat.PLAIN, BackupContent.FULL);
            backUpAndRestore(opened, WriterKind.BUILTIN, BackupFormat.PLAIN, BackupContent.DATA);
        }
        assertThat(database.rows("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace IN"
                        + " ('public'::regnamespace, 'analytics'::regnamespace)"))
                .containsExactly(role);
    }

    @Test
    void pgDumpAndPsqlWorkWithItAlone() throws SQLException {
        Grants.grantSchemas(database.dataSource(), request, Console.SILENT);
        try (Database opened = SeedFixture.open(user(), ConnectionNeed.of(8))) {
            SeedFixture.seeder(opened.dataSource()).seed(SeedFixture.smallRequest());
            for (BackupFormat format : BackupFormat.values()) {
                backUpAndRestore(opened, WriterKind.PG_DUMP, format, BackupContent.FULL);
            }
            backUpAndRestore(opened, WriterKind.PG_DUMP, BackupFormat.PLAIN, BackupContent.DATA);
        }
    }

    @Test
    void otherSchemasAreMadeForItToo() throws SQLException {
        RetailSchema shop = new RetailSchema("my shop", "my shop's views");
        Grants.grantSchemas(database.dataSource(), request(shop), console);

        TestSchemas.migrate(user(), shop, Console.SILENT);

        assertThat(console.info()).contains("Created schema \"my shop\"", "Created schema \"my shop's views\"");
    }

    @Test
    void revokeTakesBackTheRightsAndDropsARoleThatOwnsNothing() throws SQLException {
        Grants.grantSchemas(database.dataSource(), request, Console.SILENT);
        TestSchemas.migrate(user(), RetailSchema.DEFAULT, Console.SILENT);

        Grants.revokeSchemas(database.dataSource(), request, console);
        assertThat(console.warnings())
                .singleElement()
                .asString()
                .contains(role + "\" is kept, because it owns objects");
        assertThat(database.rows("SELECT has_schema_privilege(?, 'public', 'CREATE')", role))
                .containsExactly("f");

        database.execute("DROP OWNED BY " + role + " CASCADE");
        Grants.revokeSchemas(database.dataSource(), request, console);
        assertThat(roleExists()).isFalse();
        Grants.revokeSchemas(database.dataSource(), request, console);
    }

    @Test
    void tablesOfSomebodyElseAreInItsWay() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);

        assertThatThrownBy(() -> Grants.grantSchemas(database.dataSource(), request, console))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Role \"" + role + "\" cannot work on analytics.inventory_summary and ")
                .hasMessageContaining(
                        "which another role owns; nothing was changed; give them to it by ALTER … OWNER TO");
        assertThat(roleExists()).isFalse();
    }

    @Test
    void aUserWhoMayNotLetItInIsToldSo() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        database.execute("GRANT CONNECT, CREATE ON DATABASE " + name() + " TO " + user.getUser() + "; ALTER ROLE "
                + user.getUser() + " CREATEROLE");

        assertThatThrownBy(() -> Grants.grantSchemas(user, request, console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageNotContaining(PASSWORD);
        assertThat(roleExists()).isFalse();

        database.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + user.getUser());
        assertThatThrownBy(() -> Grants.grantSchemas(user, request, console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("\" could not grant role \"" + role + "\" the right ")
                .hasMessageContaining("nothing was changed");
        assertThat(roleExists()).isFalse();
    }

    private void backUpAndRestore(Database opened, WriterKind writer, BackupFormat format, BackupContent content)
            throws SQLException {
        var before = SeedFixture.checksums(database);
        Path backup;
        try {
            backup = BackupTask.backup(
                            opened.dataSource(),
                            BackupRequest.builder()
                                    .writer(writer)
                                    .format(format)
                                    .content(content)
                                    .directory(
                                            directory.resolve(UUID.randomUUID().toString()))
                                    .clientEnvironment(opened::clientEnvironment)
                                    .build(),
                            Console.SILENT)
                    .backup();
        } catch (ConfigurationException e) {
            assumeThat(false).as(e.getMessage()).isTrue();
            throw e;
        }
        RestoreTask.restore(
                opened.dataSource(),
                new RestoreRequest(RetailSchema.DEFAULT, backup, true, Optional.empty(), opened::clientEnvironment));

        assertThat(SeedFixture.checksums(database)).isEqualTo(before);
        validate(opened.dataSource());
    }

    private static void validate(DataSource dataSource) {
        assertThat(new Validator(RetailSchema.DEFAULT, Checks.all())
                        .validate(dataSource, Console.SILENT, Progress.NONE)
                        .violated(Severity.ERROR))
                .isEmpty();
    }

    private static void simulate(DataSource dataSource) {
        new Simulation(new SeedTarget(dataSource, RetailSchema.DEFAULT), Console.SILENT, Progress.NONE)
                .run(SimulationRequest.builder()
                        .workers(2)
                        .mix(Mix.parse("place=1"))
                        .orders(10L)
                        .build());
    }

    private GrantRequest request(RetailSchema schema) {
        return new GrantRequest(
                schema,
                Optional.of(new Account(role, "brickhouse.grant.serviceUser", Optional.of(PASSWORD), "hint")),
                Optional.empty());
    }

    private PGSimpleDataSource user() {
        PGSimpleDataSource user = new PGSimpleDataSource();
        user.setUrl(database.dataSource().getURL());
        user.setUser(role);
        user.setPassword(PASSWORD);
        return user;
    }

    private String name() {
        return database.dataSource().getDatabaseName();
    }

    private boolean roleExists() throws SQLException {
        return !database.rows("SELECT 1 FROM pg_roles WHERE rolname = ?", role).isEmpty();
    }
}
