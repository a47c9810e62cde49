package dev.brickhouse.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.Plugin;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.embedded.TestServer;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.DatabaseSettings;
import dev.brickhouse.settings.ResolvedDatabase;
import dev.brickhouse.settings.SettingsResolver;
import dev.brickhouse.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Clones on somebody's own server, and on an embedded one. */
class DatabaseClonesIT {

    private TestDatabase database;
    private String name;

    @BeforeEach
    void make() throws SQLException {
        database = TestDatabase.create();
        name = database.dataSource().getDatabaseName();
        database.execute("CREATE TABLE shelf (cases int); INSERT INTO shelf VALUES (25)");
    }

    @AfterEach
    void drop() throws SQLException {
        try (DatabaseClones clones = clones()) {
            clones.names().forEach(clones::drop);
        }
        database.close();
    }

    @Test
    void aCloneHasTheRowsAndChangesOfItsOwn() throws SQLException {
        try (DatabaseClones clones = clones()) {
            ConnectionInfo first = clones.make(name + "_1");
            ConnectionInfo second = clones.make(name + "_2");

            assertThat(List.of(first.database(), second.database())).isEqualTo(clones.names());
            execute(first.database(), "UPDATE shelf SET cases = 0; CREATE TABLE app_orders (id int)");
            assertThat(rows(first.database())).containsExactly("0");
            assertThat(rows(second.database())).containsExactly("25");
            assertThat(rows(name)).containsExactly("25");
        }
    }

    @Test
    void anEarlierCloneIsRenewedWhoeverIsConnectedToIt() throws SQLException {
        try (DatabaseClones clones = clones()) {
            clones.make(name + "_1");
            execute(name + "_1", "UPDATE shelf SET cases = 0");
            try (Connection open = connect(name + "_1")) {
                clones.make(name + "_1");
                assertThat(open.isValid(10)).isFalse();
            }
            assertThat(rows(name + "_1")).containsExactly("25");
            assertThat(clones.drop(name + "_1")).isTrue();
            assertThat(clones.drop(name + "_1")).isFalse();
            assertThat(clones.names()).isEmpty();
        }
    }

    @Test
    void aSingleOneIsResetAsDocumented() throws IOException, SQLException {
        Matcher documented = Pattern.compile("(?ms)^```sql clones\\n(.*?)^```$")
                .matcher(Files.readString(Path.of("..", "docs", "testing.md")));
        assertThat(documented.find()).isTrue();
        try (DatabaseClones clones = clones()) {
            clones.make(name + "_2");
            execute(name + "_2", "UPDATE shelf SET cases = 0");

            for (String statement : documented.group(1).strip().split(";\\s*")) {
                execute("postgres", statement.replace("postgres", name));
            }

            assertThat(rows(name + "_2")).containsExactly("25");
            assertThat(clones.names()).containsExactly(name + "_2");
        }
    }

    @Test
    void noOtherDatabaseIsReplacedOrDropped() throws SQLException {
        try (TestDatabase others = TestDatabase.create();
                DatabaseClones clones = clones()) {
            String other = others.dataSource().getDatabaseName();
            others.execute("CREATE TABLE precious (id int)");

            assertThatThrownBy(() -> clones.make(other))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is not a clone of \"" + name + "\"");
            assertThatThrownBy(() -> clones.drop(other)).isInstanceOf(RefusedException.class);
            assertThat(others.rows("SELECT count(*) FROM precious")).containsExactly("0");
        }
    }

    @Test
    void aCloneThatWasRenamedIsTheUsers() throws SQLException {
        String kept = name + "_kept";
        try (DatabaseClones clones = clones()) {
            clones.make(name + "_1");
            database.execute("ALTER DATABASE " + name + "_1 RENAME TO " + kept);
            assertThat(clones.names()).isEmpty();
            assertThatThrownBy(() -> clones.drop(kept)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> clones.requirePossible(kept)).isInstanceOf(RefusedException.class);

            clones.requirePossible(name + "_1");
            clones.make(name + "_1");
            assertThat(rows(kept)).containsExactly("25");
        } finally {
            database.execute("DROP DATABASE IF EXISTS " + kept);
        }
    }

    @Test
    void whoIsConnectedToTheSourceIsNamed() throws SQLException {
        PGSimpleDataSource psql = database.dataSource();
        psql.setApplicationName("psql of Ada");
        try (Connection connected = psql.getConnection();
                DatabaseClones clones = clones()) {
            assertThat(connected.isValid(10)).isTrue();
            assertThatThrownBy(() -> clones.make(name + "_1"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("psql of Ada as ")
                    .hasMessageContaining("end their sessions");
            assertThat(clones.names()).isEmpty();
        }
    }

    /** As one that a connection pooler keeps when its client has gone. */
    @Test
    void aSessionOfThePluginItselfIsExplained() throws SQLException {
        PGSimpleDataSource pooled = database.dataSource();
        pooled.setApplicationName(Plugin.NAME);
        try (Connection connected = pooled.getConnection();
                DatabaseClones clones = clones()) {
            assertThat(connected.isValid(10)).isTrue();
            assertThatThrownBy(() -> clones.make(name + "_1"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("one that a connection pooler keeps open: clones need a direct connection");
        }
    }

    @Test
    void settingsOfTheDatabaseArePassedOnToTheLetter() throws SQLException {
        database.execute("ALTER DATABASE " + name + " SET search_path = \"$user\", \"odd, 'schema\", public");
        database.execute("ALTER DATABASE " + name + " SET statement_timeout = '90s'");
        database.execute("ALTER DATABASE " + name + " SET app.tenant = 'north = \"1\"'");
        List<String> settings = List.of("search_path", "statement_timeout", "app.tenant");
        try (DatabaseClones clones = clones()) {
            clones.make(name + "_1");
            try (Connection source = connect(name);
                    Connection clone = connect(name + "_1")) {
                for (String setting : settings) {
                    String query = "SELECT current_setting('" + setting + "')";
                    assertThat(TestDatabase.rows(clone, query)).isEqualTo(TestDatabase.rows(source, query));
                }
            }
            clones.make(name + "_2");
            assertThat(rows(name + "_2", "SELECT current_setting('statement_timeout')"))
                    .containsExactly("90s");
        }
    }

    @Test
    void aCloneLetsInWhomItsSourceLetsInWithTheSettingsOfEach() throws SQLException {
        String role = database.dataSourceOfNewUser().getUser();
        database.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC; GRANT CONNECT ON DATABASE " + name + " TO "
                + role + " WITH GRANT OPTION; ALTER ROLE " + role + " IN DATABASE " + name
                + " SET statement_timeout = '7s'");
        try (DatabaseClones clones = clones()) {
            clones.make(name + "_1");
            String access = "SELECT privilege_type, is_grantable, grantee::regrole FROM pg_database, aclexplode(datacl)"
                    + " WHERE datname = current_database() ORDER BY 1, 2, 3";
            assertThat(rows(name + "_1", access)).isEqualTo(rows(name, access)).contains("CONNECT | t | " + role);
            assertThat(rows(
                            name + "_1",
                            "SELECT setrole::regrole, setconfig FROM pg_db_role_setting JOIN pg_database ON setdatabase ="
                                    + " pg_database.oid WHERE datname = current_database()"))
                    .containsExactly(role + " | {statement_timeout=7s}");
        }
    }

    @Test
    void theOwnerOfTheSourceMayUseTheClone() throws SQLException {
        String owner = database.dataSourceOfNewUser().getUser();
        database.execute(
                "ALTER DATABASE " + name + " OWNER TO " + owner + "; REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        try (DatabaseClones clones = clones()) {
            clones.make(name + "_1");
            assertThat(rows(
                            name + "_1",
                            "SELECT has_database_privilege('" + owner + "', current_database(), 'CONNECT')"))
                    .containsExactly("t");
        }
        database.execute("ALTER DATABASE " + name + " OWNER TO CURRENT_USER");
    }

    /** None of them is to act on the session that makes the clone. */
    @Test
    void settingsThatWouldHinderTheMakerArePassedOn() throws SQLException {
        String role = database.dataSourceOfNewUser().getUser();
        for (String setting : List.of(
                "default_transaction_read_only = on",
                "role = " + role,
                "client_encoding = 'LATIN1'",
                "datestyle = 'German'",
                "search_path = ''",
                "statement_timeout = 1")) {
            database.execute("ALTER ROLE " + role + " IN DATABASE " + name + " SET " + setting);
        }
        String settings = "SELECT setconfig FROM pg_db_role_setting JOIN pg_database ON setdatabase = pg_database.oid"
                + " WHERE datname = current_database()";
        try (DatabaseClones clones = clones()) {
            clones.make(name + "_1");
            clones.make(name + "_1");
            assertThat(rows(name + "_1", settings))
                    .isEqualTo(rows(name, settings))
                    .hasSize(1);
        }
    }

    @Test
    void whatAKilledProcessHasLeftUnfinishedIsDroppedUnlessAnotherWorksOnIt() throws SQLException {
        try (DatabaseClones other = clones();
                DatabaseClones clones = clones()) {
            String prefix = UnfinishedClone.prefix(clones.connection());
            String left = prefix + name.substring(name.length() - 16);
            String worked = prefix + "w" + name.substring(name.length() - 15);
            database.execute("CREATE DATABASE " + left);
            database.execute("CREATE DATABASE " + worked);
            Sql.call(other.connection(), "SELECT pg_advisory_lock(hashtext(?), 2)", worked);
            clones.make(name + "_1");

            assertThat(database.rows(
                            "SELECT datname FROM pg_database WHERE datname IN ('" + left + "', '" + worked + "')"))
                    .containsExactly(worked);
            Sql.call(other.connection(), "SELECT pg_advisory_unlock(hashtext(?), 2)", worked);
            clones.make(name + "_2");
            assertThat(database.rows("SELECT datname FROM pg_database WHERE datname = '" + worked + "'"))
                    .isEmpty();
        }
    }

    @Test
    void aUserWhoMayNotIsToldWhatIsMissing() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        try (DatabaseClones clones = DatabaseClones.of(resolved(user), Console.SILENT)) {
            assertThatThrownBy(() -> clones.make(name + "_1"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("CREATEDB")
                    .hasMessageContaining("brickhouse.user");
        }
    }

    @Test
    void aNameThatPostgresqlWouldCutIsRefused() {
        try (DatabaseClones clones = clones()) {
            assertThatThrownBy(() -> clones.make("x".repeat(64)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("63 bytes");
        }
    }

    @Test
    void anEmbeddedDatabaseIsClonedWhileItsServerIsHeld(@TempDir Path directory) throws SQLException {
        ResolvedDatabase shop = SettingsResolver.resolve(
                DatabaseSettings.builder()
                        .commandLine("brickhouse.server", "embedded")
                        .commandLine("brickhouse.postgresVersion", TestServer.postgresVersion())
                        .commandLine("brickhouse.embeddedDatabase", "Ada's shop")
                        .commandLine("brickhouse.embeddedUser", "shop-keeper's")
                        .embeddedDirectory(directory)
                        .binaries(TestServer.binaries())
                        .build(),
                Console.SILENT);
        try (var server = Databases.hold(shop, false, Console.SILENT)) {
            assertThat(server.connectionInfo().database()).isEqualTo("Ada's shop");
            try (Connection owner = connect(server.connectionInfo());
                    Statement statement = owner.createStatement()) {
                statement.execute("CREATE TABLE shelf AS SELECT 25 AS cases");
                assertThat(TestDatabase.rows(owner, "SELECT current_user")).containsExactly("shop-keeper's");
            }
            try (DatabaseClones clones = DatabaseClones.of(shop, Console.SILENT)) {
                ConnectionInfo clone = clones.make(DatabaseClones.name(shop.database(), 1));
                assertThat(clone.port()).isEqualTo(server.connectionInfo().port());
                try (Connection tester = connect(clone)) {
                    assertThat(TestDatabase.rows(tester, "SELECT cases FROM shelf"))
                            .containsExactly("25");
                }
            }
        }
    }

    private DatabaseClones clones() {
        return DatabaseClones.of(resolved(database.dataSource()), Console.SILENT);
    }

    private static ResolvedDatabase resolved(PGSimpleDataSource user) {
        return SettingsResolver.resolve(
                DatabaseSettings.builder()
                        .commandLine("brickhouse.url", user.getURL())
                        .commandLine("brickhouse.user", user.getUser())
                        .commandLine("brickhouse.password", user.getPassword())
                        .embeddedDirectory(Path.of("target", "never-made"))
                        .binaries((version, platform) -> Path.of("none"))
                        .build(),
                Console.SILENT);
    }

    private Connection connect(String other) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setDatabaseName(other);
        return source.getConnection();
    }

    private static Connection connect(ConnectionInfo info) throws SQLException {
        return DriverManager.getConnection(info.jdbcUrl(), info.user(), "");
    }

    private void execute(String other, String sql) throws SQLException {
        try (Connection connection = connect(other);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String other) throws SQLException {
        return rows(other, "SELECT cases FROM shelf");
    }

    private List<String> rows(String other, String query) throws SQLException {
        try (Connection connection = connect(other)) {
            return TestDatabase.rows(connection, query);
        }
    }
}
