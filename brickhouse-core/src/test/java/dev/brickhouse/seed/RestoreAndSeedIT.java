package dev.brickhouse.seed;

import static dev.brickhouse.seed.SeedFixture.seeder;
import static dev.brickhouse.seed.SeedFixture.smallRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.backup.BackupCases;
import dev.brickhouse.backup.BackupRequest;
import dev.brickhouse.backup.BackupTask;
import dev.brickhouse.backup.PgDumpHere;
import dev.brickhouse.backup.RestoreReport;
import dev.brickhouse.backup.RestoreTask;
import dev.brickhouse.backup.WriterKind;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.sql.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A restore and the goals that work on the same tables, at the same time. */
class RestoreAndSeedIT {

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void seed() throws SQLException {
        database = TestDatabase.create();
        seeder(database.dataSource()).seed(smallRequest());
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(value = WriterKind.class, mode = Mode.EXCLUDE, names = "AUTO")
    void nothingElseWorksOnTablesThatARestoreReplaces(WriterKind writer) throws Exception {
        var before = SeedFixture.checksums(database);
        Path backup = take(writer);
        try (Connection reader = database.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            Sql.execute(reader, "LOCK TABLE orders IN ACCESS SHARE MODE");
            CompletableFuture<RestoreReport> first = CompletableFuture.supplyAsync(() -> restore(backup));
            awaitWaiting(first);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> restore(backup))
                    .withMessageMatching(
                            "Another brickhouse:restore is running on schema \"public\" \\(server process"
                                    + " \\d+, connected from .+\\), and the tables that it works on cannot be replaced"
                                    + " meanwhile; nothing was changed; wait for it to finish, or stop it, and run this again\\.");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> seeder(database.dataSource()).seed(smallRequest()))
                    .withMessageMatching(
                            "brickhouse:restore is running on schema \"public\" \\(server process .+\\), and"
                                    + " replaces its tables; wait for it to finish, or stop it, and run this again\\.");
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> SeedLease.of(new SeedTarget(database.dataSource(), RetailSchema.DEFAULT)))
                    .withMessageStartingWith("brickhouse:restore is running on schema \"public\" (server process ");

            reader.rollback();
            assertThat(first.get()).isNotNull();
        }
        assertThat(SeedFixture.checksums(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(value = WriterKind.class, mode = Mode.EXCLUDE, names = "AUTO")
    void nothingIsRestoredOverTablesThatAnotherGoalWorksOn(WriterKind writer) throws Exception {
        Path backup = take(writer);
        SeedTarget target = new SeedTarget(database.dataSource(), RetailSchema.DEFAULT);
        try (SeedLease advancing = SeedLease.of(target)) {
            assertThat(advancing.orders()).isPositive();
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> restore(backup))
                    .withMessageMatching(
                            "brickhouse:seed, brickhouse:advance or brickhouse:simulate is running on schema"
                                    + " \"public\" \\(server process .+; nothing was changed; .+");
        }
        try (SeedLock seeding = SeedLock.open(target, SeedContext.statements(target))) {
            assertThat(seeding.tryExclusiveNow(SeedLock.Subject.SETUP)).isTrue();
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> restore(backup))
                    .withMessageStartingWith("brickhouse:seed is running on schema \"public\" (server process ");
        }
        assertThat(restore(backup)).isNotNull();
    }

    private Path take(WriterKind writer) {
        if (writer == WriterKind.PG_DUMP) {
            PgDumpHere.assumeNewEnough();
        }
        return BackupTask.backup(
                        database.dataSource(),
                        BackupRequest.builder()
                                .writer(writer)
                                .directory(directory)
                                .clientEnvironment(() -> BackupCases.environment(database.dataSource()))
                                .build(),
                        Console.SILENT)
                .backup();
    }

    private RestoreReport restore(Path backup) {
        return RestoreTask.restore(database.dataSource(), BackupCases.restore(database, backup, true));
    }

    private void awaitWaiting(CompletableFuture<?> restore) throws Exception {
        while (database.rows("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                .isEmpty()) {
            assertThat(restore).isNotDone();
            Thread.sleep(20);
        }
    }
}
