package dev.brickhouse.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.RecordingConsole;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.schema.AnalyticsRefresh;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.schema.TestSchemas;
import dev.brickhouse.seed.SeedFixture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class GrantsIT {

    private static final String DENIED = SqlState.INSUFFICIENT_PRIVILEGE;
    private static final String HINDERED = " has its rights, but ";
    private static final String STORE =
            "INSERT INTO shop.stores (store_name, store_code, address, city, state, zip_code,"
                    + " region, store_type) VALUES ('A', 'A1', 'a', 'a', 'GA', '1', 'South', 'Urban')";

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String service = "service \"" + suffix;
    private final String reader = "reader_" + suffix;
    private final RecordingConsole console = new RecordingConsole();
    private TestDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        database = TestDatabase.create();
        TestSchemas.migrate(database.dataSource(), new RetailSchema("shop", "shop analytics"), Console.SILENT);
    }

    @AfterEach
    void dropDatabaseAndRoles() throws SQLException {
        for (String role : new String[] {service, reader}) {
            if (!database.rows("SELECT 1 FROM pg_roles WHERE rolname = ?", role).isEmpty()) {
                String quoted = '"' + role.replace("\"", "\"\"") + '"';
                database.execute("DROP OWNED BY " + quoted + " CASCADE; DROP ROLE " + quoted);
            }
        }
        database.close();
    }

    @Test
    void theServiceAccountReadsAndWritesTheTablesAndNothingElse() throws SQLException {
        grant();

        try (Connection connection = as(service)) {
            run(connection, """
                    INSERT INTO shop.stores (store_name, store_code, address, city, state, zip_code, region, store_type)
                    VALUES ('A', 'A1', 'a', 'a', 'GA', '1', 'South', 'Urban');
                    UPDATE shop.stores SET store_name = 'B' WHERE store_code = 'A1';
                    SELECT * FROM shop.stores;
                    DELETE FROM shop.stores
                    """);
            assertDenied(connection, "CREATE TABLE shop.mine (id int)");
            assertDenied(connection, "TRUNCATE shop.orders");
            assertDenied(connection, "SELECT * FROM shop.brickhouse_seed");
            assertDenied(connection, "UPDATE shop.brickhouse_schema_history SET success = false");
            assertDenied(connection, "SELECT * FROM \"shop analytics\".order_trends");
            assertDenied(connection, "CREATE SCHEMA mine");
            assertDenied(connection, "CREATE ROLE mine");
            assertDenied(connection, "CREATE DATABASE mine");
            assertDenied(connection, "ALTER TABLE shop.orders ADD COLUMN mine int", "DROP TABLE shop.orders");
        }
    }

    @Test
    void theReaderReadsTablesAndViewsAndWritesNothing() throws SQLException {
        grant();

        try (Connection connection = as(reader)) {
            run(connection, "SELECT * FROM shop.orders");
            run(connection, "SELECT * FROM \"shop analytics\".order_trends");
            assertDenied(connection, "INSERT INTO shop.stores (store_id) VALUES (1)");
            assertDenied(connection, "UPDATE shop.orders SET version = 2", "DELETE FROM shop.orders");
            assertDenied(connection, "SELECT nextval('shop.orders_order_id_seq')");
            assertDenied(connection, "SELECT * FROM shop.brickhouse_seed");
            assertDenied(
                    connection, "CREATE TABLE shop.mine (id int)", "CREATE TABLE \"shop analytics\".mine (id int)");
        }
    }

    @Test
    void theReaderKeepsItsRightsAfterASeedARefreshAndAViewMadeAgain() throws SQLException {
        TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
        GrantRequest request = new GrantRequest(RetailSchema.DEFAULT, Optional.empty(), Optional.of(reader("secret")));
        Grants.grant(database.dataSource(), request, console);
        SeedFixture.seeder(database.dataSource()).seed(SeedFixture.smallRequest());
        database.execute("DROP MATERIALIZED VIEW analytics.order_trends");
        AnalyticsRefresh.refresh(database.dataSource(), RetailSchema.DEFAULT, false, Console.SILENT);

        try (Connection connection = as(reader)) {
            run(connection, "SELECT 1 / (count(*) > 0)::int FROM public.orders");
            run(connection, "SELECT 1 / (count(*) > 0)::int FROM analytics.order_trends");
            run(connection, "SELECT * FROM analytics.low_stock_alerts");
        }
    }

    @Test
    void tablesThatAreMadeLaterAreTheServiceAccountsTooButNotTheReaders() throws SQLException {
        grant();
        database.execute("CREATE TABLE shop.returns (id serial)");

        try (Connection connection = as(service)) {
            run(connection, "INSERT INTO shop.returns DEFAULT VALUES");
        }
        try (Connection connection = as(reader)) {
            assertDenied(connection, "SELECT * FROM shop.returns");
        }
    }

    @Test
    void theServerOnlyEverSeesTheVerifierOfAPassword() throws Exception {
        grant();

        String verifier = database.rows("SELECT rolpassword FROM pg_authid WHERE rolname = ?", reader)
                .get(0);

        assertThat(verifier).startsWith("SCRAM-SHA-256$");
        assertThat(isVerifierOf(verifier, "read ' only")).isTrue();
        assertThat(isVerifierOf(verifier, "another")).isFalse();
        assertThat(console.shown()).noneMatch(line -> line.contains("read ' only"));
        assertThat(reader("read ' only").toString()).doesNotContain("read ' only");
    }

    @Test
    void repeatingItWithoutPasswordsKeepsThem() throws SQLException {
        grant();
        String password = "SELECT rolpassword FROM pg_authid WHERE rolname = ?";
        String before = database.rows(password, reader).get(0);

        Grants.grant(database.dataSource(), request(Optional.empty()), console);

        assertThat(database.rows(password, reader)).containsExactly(before);
    }

    @Test
    void revokeTakesEverythingBackAndDropsTheRolesThatGrantMade() throws SQLException {
        grant();

        Grants.revoke(database.dataSource(), request(Optional.empty()), console);
        Grants.revoke(database.dataSource(), request(Optional.empty()), console);

        assertThat(database.rows("SELECT rolname FROM pg_roles WHERE rolname IN (?, ?)", service, reader))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM pg_default_acl")).isEmpty();
    }

    @Test
    void revokeLeavesRolesOfOthersAndThoseThatOwnSomething() throws SQLException {
        database.execute("CREATE ROLE " + reader + " LOGIN");
        grant();
        database.execute("CREATE TABLE shop.mine (id int)");
        database.execute("ALTER TABLE shop.mine OWNER TO \"" + service.replace("\"", "\"\"") + '"');

        Grants.revoke(database.dataSource(), request(Optional.empty()), console);

        assertThat(console.shown())
                .anyMatch(line -> line.contains(reader) && line.contains("this plugin did not create it"))
                .anyMatch(line -> line.contains(suffix) && line.contains("it owns objects"));
        try (Connection connection = as(reader)) {
            assertDenied(connection, "SELECT * FROM shop.orders");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPERUSER", "CREATEDB", "CREATEROLE", "REPLICATION", "BYPASSRLS"})
    void aRoleThatCanDoMoreIsRefused(String attribute) throws SQLException {
        database.execute("CREATE ROLE " + reader + " LOGIN " + attribute);

        assertThatThrownBy(this::grant)
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "Role \"" + reader + "\" exists and is " + attribute + ", which an account of an application"
                                + " must not be; nothing was changed; alter that role, or name another one with "
                                + PropertyNames.GRANT_ANALYTICS_USER + ".");
        assertThat(database.rows("SELECT 1 FROM pg_roles WHERE rolname = ?", service))
                .isEmpty();
        assertThat(console.shown()).as("what was undone").isEmpty();
    }

    @Test
    void aRoleThatCannotLogInIsRefused() throws SQLException {
        database.execute("CREATE ROLE " + reader + " NOLOGIN");

        assertThatThrownBy(this::grant).isInstanceOf(RefusedException.class).hasMessageContaining("is NOLOGIN");
    }

    @Test
    void aNewRoleNeedsAPassword() {
        assertThatThrownBy(() -> Grants.grant(database.dataSource(), request(Optional.empty()), console))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Role \"" + service.replace("\"", "\"\"")
                        + "\" does not exist yet and no password was given for it; set one with DB_SERVICE_PASSWORD, or"
                        + " leave the account out with brickhouse.grant.serviceUser=none.");
    }

    @Test
    void aUserWithoutCreateRoleIsToldSo() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        database.execute("GRANT USAGE ON SCHEMA shop TO PUBLIC");

        assertThatThrownBy(() -> Grants.grant(user, request(Optional.of("secret")), console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageMatching("User \"\\w+\" lacks CREATEROLE, which creating role \"service .* requires; let an"
                        + " administrator run ALTER ROLE \"\\w+\" CREATEROLE, or connect as another user with"
                        + " brickhouse.user\\.");
    }

    @Test
    void tablesOfSomebodyElseAreToldSo() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        database.execute("ALTER ROLE " + user.getUser() + " CREATEROLE; GRANT USAGE ON SCHEMA shop TO PUBLIC");

        assertThatThrownBy(() -> Grants.grant(user, request(Optional.of("secret")), console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageNotContaining("secret");
        assertThat(database.rows("SELECT 1 FROM pg_roles WHERE rolname = ?", service))
                .isEmpty();
    }

    /** GRANT only warns there, and the account could not even look into the schema. */
    @Test
    void aSchemaThatTheUserMayNotOpenToOthersIsToldSo() throws SQLException {
        PGSimpleDataSource user = ownerOfEverythingButTheSchemas();
        database.execute("GRANT USAGE ON SCHEMA shop, \"shop analytics\" TO " + user.getUser());

        assertThatThrownBy(() -> Grants.grant(user, request(Optional.of("secret")), console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageMatching(
                        "User \"\\w+\" could not grant role \"service .*\" the right USAGE on schema shop of"
                                + " user \"\\w+\"; connect as its owner with brickhouse\\.user, or let an administrator do it;"
                                + " nothing was changed\\.");
        assertThat(database.rows("SELECT 1 FROM pg_roles WHERE rolname IN (?, ?)", service, reader))
                .isEmpty();
    }

    @Test
    void aDatabaseThatTheUserMayNotOpenToOthersIsToldSo() throws SQLException {
        PGSimpleDataSource user = ownerOfEverythingButTheSchemas();
        database.execute("ALTER SCHEMA shop OWNER TO " + user.getUser() + "; ALTER SCHEMA \"shop analytics\" OWNER TO "
                + user.getUser());
        String name = database.rows("SELECT current_database()").get(0);
        database.execute("REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC; GRANT CONNECT ON DATABASE " + name
                + " TO " + user.getUser());

        assertThatThrownBy(() -> Grants.grant(user, request(Optional.of("secret")), console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the right CONNECT on database " + name + " of user");

        database.execute("GRANT CONNECT ON DATABASE " + name + " TO " + user.getUser() + " WITH GRANT OPTION");
        Grants.grant(user, request(Optional.of("read ' only")), console);
        try (Connection connection = as(service)) {
            run(connection, "SELECT * FROM shop.orders");
        }
        Grants.revoke(user, request(Optional.empty()), console);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE SEQUENCE shop.tickets | 1 | : SELECT, USAGE on sequence shop.tickets;
            CREATE SEQUENCE shop.tickets; GRANT UPDATE ON SEQUENCE shop.tickets TO USER | 1 | : SELECT, USAGE on sequence shop.tickets;
            CREATE TABLE shop.notes (id serial) | 2 | : DELETE, INSERT, SELECT, UPDATE on shop.notes; SELECT, USAGE on sequence shop.notes_id_seq;
            CREATE TABLE shop.notes (id int); GRANT SELECT ON shop.notes TO USER WITH GRANT OPTION | 1 | : DELETE, INSERT, UPDATE on shop.notes;
            CREATE VIEW shop.notes AS SELECT 1 | 2 | : DELETE, INSERT, SELECT, UPDATE on shop.notes;
            CREATE TABLE shop.brickhouse_of_theirs (id int) | 0 |
            CREATE TABLE "shop analytics".notes (id int) | 1 | : SELECT on "shop analytics".notes;
            """)
    void whatSomebodyElseOwnsIsLeftOutAndStopsNothing(String makes, int warnings, String leftOut) throws SQLException {
        PGSimpleDataSource user = ownerOfEverythingButTheSchemas();
        database.execute("ALTER SCHEMA shop OWNER TO " + user.getUser() + "; ALTER SCHEMA \"shop analytics\" OWNER TO "
                + user.getUser() + "; " + makes.replace("USER", user.getUser()));
        String owner = database.rows("SELECT current_user").get(0);

        Grants.grant(user, request(Optional.of("read ' only")), console);

        List<String> told = console.warnings().stream()
                .filter(line -> line.contains(" did not get every right on what user \"" + owner + "\" owns here"))
                .toList();
        assertThat(told).hasSize(warnings);
        if (warnings > 0) {
            assertThat(told).anyMatch(line -> line.contains(leftOut));
        }
        try (Connection connection = as(service)) {
            run(connection, STORE + "; SELECT * FROM shop.orders");
        }
        try (Connection connection = as(reader)) {
            run(connection, "SELECT * FROM shop.orders; SELECT * FROM \"shop analytics\".order_trends");
        }
        Grants.grant(user, request(Optional.empty()), Console.SILENT);
        Grants.revoke(user, request(Optional.empty()), console);
        assertThat(database.rows("SELECT rolname FROM pg_roles WHERE rolname IN (?, ?)", service, reader))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE shop.orders OWNER TO CURRENT_USER | SELECT on shop.orders
            ALTER TABLE shop.orders OWNER TO CURRENT_USER; GRANT SELECT ON shop.orders TO USER | SELECT on shop.orders
            ALTER MATERIALIZED VIEW "shop analytics".order_trends OWNER TO CURRENT_USER | SELECT on "shop analytics".order_trends
            """)
    void aTableOfThePluginsThatSomebodyElseOwnsIsNamedWithItsOwner(String makes, String right) throws SQLException {
        PGSimpleDataSource user = ownerOfEverythingButTheSchemas();
        database.execute("ALTER SCHEMA shop OWNER TO " + user.getUser() + "; ALTER SCHEMA \"shop analytics\" OWNER TO "
                + user.getUser() + "; " + makes.replace(" USER", " " + user.getUser()));

        assertThatThrownBy(() -> Grants.grant(user, request(Optional.of("secret")), console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("right ")
                .hasMessageContaining(" on " + right.split(" on ")[1] + " of user \""
                        + database.rows("SELECT current_user").get(0) + "\"")
                .hasMessageContaining("nothing was changed");
        assertThat(database.rows("SELECT 1 FROM pg_roles WHERE rolname IN (?, ?)", service, reader))
                .isEmpty();
    }

    @Test
    void aRightThatSomebodyElseGaveOnSomethingOfTheirsIsNamedByRevoke() throws SQLException {
        PGSimpleDataSource user = ownerOfEverythingButTheSchemas();
        database.execute("ALTER SCHEMA shop OWNER TO " + user.getUser() + "; ALTER SCHEMA \"shop analytics\" OWNER TO "
                + user.getUser() + "; CREATE TABLE shop.notes (id int)");
        Grants.grant(user, request(Optional.of("read ' only")), console);
        database.execute("GRANT SELECT ON shop.notes TO " + reader);

        assertThatThrownBy(() -> Grants.revoke(user, request(Optional.empty()), console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the right SELECT on shop.notes of user \""
                        + database.rows("SELECT current_user").get(0) + "\"");
    }

    @Test
    void whatSomebodyElseMakesLaterIsSaidNotToBeCovered() throws SQLException {
        PGSimpleDataSource user = ownerOfEverythingButTheSchemas();
        database.execute("ALTER SCHEMA shop OWNER TO " + user.getUser() + "; ALTER SCHEMA \"shop analytics\" OWNER TO "
                + user.getUser() + "; CREATE TABLE shop.returns (id int); GRANT ALL ON shop.returns TO PUBLIC");

        Grants.grant(user, request(Optional.of("secret")), console);

        assertThat(console.shown())
                .anyMatch(line -> line.contains(suffix)
                        && line.contains(" will not see what ")
                        && line.contains("creates in schema \"shop\" later"));
    }

    @Test
    void anAccountThatCanDoMoreIsSaidTo() throws SQLException {
        database.execute("CREATE ROLE " + reader + " LOGIN; GRANT pg_write_all_data TO " + reader
                + "; GRANT SELECT ON shop.stores TO " + reader + " WITH GRANT OPTION");

        grant();

        assertThat(console.shown())
                .anyMatch(line -> line.contains("Role \"" + reader + "\" can do more than this goal grants: DELETE on ")
                        && line.contains("SELECT WITH GRANT OPTION on shop.stores,")
                        && line.contains("it is a member of pg_write_all_data;"));
        assertThat(console.shown()).noneMatch(line -> line.contains("service \"") && line.contains("can do more"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALTER ROLE READER CONNECTION LIMIT 0 | cannot connect, because its CONNECTION LIMIT is 0; lift it with ALTER ROLE READER CONNECTION LIMIT -1
            ALTER DATABASE DATABASE CONNECTION LIMIT 0 | cannot connect, because the CONNECTION LIMIT of database DATABASE is 0; lift it with ALTER DATABASE DATABASE CONNECTION LIMIT -1
            """)
    void whatKeepsAnAccountOutIsWarnedOfAndTheRemedyWorks(String makes, String restriction) throws SQLException {
        database.execute("CREATE ROLE " + reader + " LOGIN");
        database.execute(named(makes));

        grant();

        assertThatThrownBy(() -> as(reader).close()).isInstanceOf(SQLException.class);
        apply(theWarning(named(restriction)));
        try (Connection connection = as(reader)) {
            run(connection, "SELECT * FROM shop.orders");
        }
    }

    /** The test server trusts everybody and does not look at passwords. */
    @Test
    void anExpiredPasswordIsWarnedOfAndTheRemedyWorks() throws SQLException {
        database.execute("CREATE ROLE " + reader + " LOGIN VALID UNTIL '2020-01-01 12:00:00 UTC'");

        grant();
        apply(theWarning(
                "cannot log in with its password, because that was VALID UNTIL 2020-01-01 .*; lift it with ALTER"
                        + " ROLE " + reader + " VALID UNTIL 'infinity'"));
        console.shown().clear();
        Grants.grant(database.dataSource(), request(Optional.empty()), console);

        assertThat(console.shown()).noneMatch(line -> line.contains(HINDERED));
    }

    @ParameterizedTest
    @CsvSource({
        "ALTER ROLE SERVICE SET, ROLE SERVICE",
        "ALTER ROLE SERVICE IN DATABASE DATABASE SET, ROLE SERVICE IN DATABASE DATABASE",
        "ALTER DATABASE DATABASE SET, DATABASE DATABASE"
    })
    void aSettingThatKeepsTheServiceAccountFromWritingIsWarnedOf(String sets, String level) throws SQLException {
        String update = "UPDATE shop.stores SET store_name = store_name";
        database.execute(named("CREATE ROLE SERVICE LOGIN"));
        grant();
        database.execute(named(sets) + " default_transaction_read_only = true");

        PGSimpleDataSource writer = new PGSimpleDataSource();
        writer.setURL(database.url());
        writer.setOptions("-c default_transaction_read_only=off");
        Grants.grant(writer, request(Optional.empty()), console);

        try (Connection connection = as(service)) {
            assertThatThrownBy(() -> run(connection, update)).isInstanceOf(SQLException.class);
        }
        String warning =
                theWarning(Pattern.quote(named("cannot write, because default_transaction_read_only is set for " + level
                        + "; lift it with ALTER " + level + " SET default_transaction_read_only = off")));
        try (Connection connection = writer.getConnection()) {
            run(connection, remedy(warning));
        }
        try (Connection connection = as(service)) {
            run(connection, update);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER ROLE READER SET role = OTHER | ROLE READER
            ALTER ROLE READER IN DATABASE DATABASE SET role = OTHER | ROLE READER IN DATABASE DATABASE
            ALTER DATABASE DATABASE SET role = OTHER | DATABASE DATABASE
            ALTER ROLE READER SET role = none; ALTER ROLE READER IN DATABASE DATABASE SET role = OTHER | ROLE READER IN DATABASE DATABASE
            """)
    void aRoleThatAnAccountActsAsIsWarnedOfAndTheRemedyWorks(String sets, String level) throws SQLException {
        String other = "other's_" + suffix;
        database.execute(named("CREATE ROLE READER LOGIN; CREATE ROLE \"" + other + "\"; GRANT \"" + other
                + "\" TO READER; " + sets.replace("OTHER", '"' + other + '"')));
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setURL(database.url());
        owner.setOptions("-c role=none");
        try {
            Grants.grant(owner, request(Optional.of("read ' only")), console);

            try (Connection connection = as(reader)) {
                assertDenied(connection, "SELECT * FROM shop.orders");
            }
            String warning = theWarning(Pattern.quote(named("acts as role \"" + other
                    + "\", which does not have all of them, because role is set for " + level + "; lift it with ALTER "
                    + level + " SET role = none")));
            try (Connection connection = owner.getConnection()) {
                run(connection, remedy(warning));
            }
            try (Connection connection = as(reader)) {
                run(connection, "SELECT * FROM shop.orders");
            }
            console.shown().clear();
            Grants.grant(owner, request(Optional.empty()), console);
            assertThat(console.shown()).noneMatch(line -> line.contains(HINDERED));
        } finally {
            try (Connection connection = owner.getConnection()) {
                run(connection, named("ALTER DATABASE DATABASE RESET role"));
            }
            database.execute("DROP ROLE \"" + other + '"');
        }
    }

    /** One that does not exist, one that the account is not in, or one with the same rights changes nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE READER SET role = OTHER",
                "GRANT OTHER TO READER; ALTER ROLE READER SET role = OTHER; GRANT USAGE ON SCHEMA shop, \"shop analytics\" TO"
                        + " OTHER; GRANT SELECT ON ALL TABLES IN SCHEMA shop, \"shop analytics\" TO OTHER",
                "GRANT OTHER TO READER; ALTER ROLE READER SET role = OTHER; ALTER ROLE READER IN DATABASE DATABASE SET role = none",
                "ALTER ROLE READER SET role = READER",
                "ALTER ROLE READER SET statement_timeout = '5s'",
                "ALTER ROLE READER SET statement_timeout = 0",
                "ALTER ROLE READER SET statement_timeout = '5ms'; ALTER ROLE READER IN DATABASE DATABASE SET statement_timeout = '1min'",
                "ALTER ROLE READER SET lock_timeout = 5"
            })
    void settingsThatKeepAnAccountFromNothingAreNotWarnedOf(String sets) throws SQLException {
        String other = "other_" + suffix;
        database.execute("CREATE ROLE " + other);
        try {
            database.execute(named("CREATE ROLE READER LOGIN; " + sets.replace("OTHER", other)));

            grant();

            assertThat(console.shown()).noneMatch(line -> line.contains(HINDERED));
            try (Connection connection = as(reader)) {
                run(connection, "SELECT * FROM shop.orders");
            }
        } finally {
            database.execute("DROP OWNED BY " + other + "; DROP ROLE " + other);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "statement_timeout, 5ms",
        "statement_timeout, 20",
        "statement_timeout, 0.5s",
        "idle_in_transaction_session_timeout, 100ms"
    })
    void aTimeLimitThatLeavesHardlyAnyTimeIsWarnedOf(String setting, String value) throws SQLException {
        database.execute(named("CREATE ROLE READER LOGIN; ALTER ROLE READER SET " + setting + " = '" + value + "'"));

        grant();

        String stored = database.rows(
                        "SELECT split_part(setconfig[1], '=', 2) FROM pg_db_role_setting"
                                + " WHERE setrole = ?::regrole",
                        reader)
                .get(0);
        apply(theWarning(Pattern.quote(named("hardly any time to use them, because " + setting + " is " + stored
                + " for ROLE READER; lift it with ALTER ROLE READER SET " + setting + " = 0"))));
        console.shown().clear();
        Grants.grant(database.dataSource(), request(Optional.empty()), console);
        assertThat(console.shown()).noneMatch(line -> line.contains(HINDERED));
    }

    /** Each account reads and writes the row that the owner made, as far as the policies let it. */
    @Test
    void rowSecurityThatHidesEveryRowIsWarnedOfAndTheRemedyWorks() throws SQLException {
        database.execute(STORE + "; ALTER TABLE shop.stores ENABLE ROW LEVEL SECURITY");

        grant();

        try (Connection connection = as(reader)) {
            assertThat(TestDatabase.rows(connection, "SELECT store_code FROM shop.stores"))
                    .isEmpty();
        }
        String forReader =
                "can SELECT no row of shop.stores, because row security is enabled there and no policy applies to"
                        + " the role; lift that with CREATE POLICY \"" + reader
                        + " has all rows\" ON shop.stores FOR SELECT TO "
                        + reader + " USING (true), or with ALTER TABLE shop.stores DISABLE ROW LEVEL SECURITY";
        apply(theWarning(Pattern.quote(forReader)));
        apply(theWarning("can SELECT, INSERT, UPDATE, DELETE no row of shop\\.stores, because .*"));
        try (Connection connection = as(reader)) {
            assertThat(TestDatabase.rows(connection, "SELECT store_code FROM shop.stores"))
                    .containsExactly("A1");
        }
        try (Connection connection = as(service)) {
            run(
                    connection,
                    "UPDATE shop.stores SET store_name = 'B'; INSERT INTO shop.stores SELECT 99, store_name, 'B1',"
                            + " address, city, state, zip_code, region, store_type FROM shop.stores; DELETE FROM shop.stores");
        }
        assertThat(database.rows("SELECT * FROM shop.stores")).isEmpty();
        console.shown().clear();
        Grants.grant(database.dataSource(), request(Optional.empty()), console);
        assertThat(console.shown()).noneMatch(line -> line.contains(HINDERED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CREATE POLICY mine ON shop.stores USING (region = 'North') | can SELECT only those rows of shop.stores that row security lets through; if it needs the others, alter its policies (mine), or
            CREATE POLICY mine ON shop.stores USING (true); CREATE POLICY "not South" ON shop.stores AS RESTRICTIVE USING (region <> 'South') | can SELECT only those rows of shop.stores that row security lets through; if it needs the others, alter its policies ("not South"), or
            CREATE POLICY mine ON shop.stores FOR INSERT TO READER WITH CHECK (true) | can SELECT no row of shop.stores,
            CREATE POLICY mine ON shop.stores TO SERVICE USING (true) | can SELECT no row of shop.stores,
            """)
    void policiesThatHideRowsFromTheReaderAreWarnedOf(String makes, String restriction) throws SQLException {
        database.execute(STORE + "; ALTER TABLE shop.stores ENABLE ROW LEVEL SECURITY");
        database.execute(named("CREATE ROLE READER LOGIN; CREATE ROLE SERVICE LOGIN; " + makes));

        grant();

        assertThat(console.shown()).anyMatch(line -> line.contains("Role \"" + reader + "\"" + HINDERED + restriction));
        try (Connection connection = as(reader)) {
            assertThat(TestDatabase.rows(connection, "SELECT store_code FROM shop.stores"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE POLICY mine ON shop.stores USING (true)",
                "CREATE POLICY mine ON shop.stores USING (region = 'North'); CREATE POLICY theirs ON shop.stores USING (true)",
                "CREATE POLICY mine ON shop.stores TO READER USING (true); CREATE POLICY theirs ON shop.stores TO SERVICE USING"
                        + " (true); CREATE POLICY others ON shop.stores AS RESTRICTIVE TO pg_monitor USING (false)",
                "ALTER TABLE shop.stores DISABLE ROW LEVEL SECURITY"
            })
    void rowSecurityThatHidesNothingIsNotWarnedOf(String makes) throws SQLException {
        database.execute("ALTER TABLE shop.stores ENABLE ROW LEVEL SECURITY");
        database.execute(named("CREATE ROLE READER LOGIN; CREATE ROLE SERVICE LOGIN; " + makes));

        grant();

        assertThat(console.shown()).noneMatch(line -> line.contains(HINDERED));
    }

    @Test
    void aMemberOfARoleThatCanDoMoreIsRefused() throws SQLException {
        String admins = "admins_" + suffix;
        database.execute("CREATE ROLE " + admins + " SUPERUSER; CREATE ROLE " + reader + " LOGIN; GRANT " + admins
                + " TO " + reader);
        try {
            assertThatThrownBy(this::grant)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("Role \"" + reader + "\" exists and is a member of \"" + admins
                            + "\", which is SUPERUSER, so");
        } finally {
            database.execute("DROP ROLE " + admins);
        }
    }

    @Test
    void eachGrantorRevokesWhatItGranted() throws SQLException {
        grant();
        PGSimpleDataSource giver = database.dataSourceOfNewUser();
        database.execute("GRANT USAGE ON SCHEMA shop TO " + giver.getUser() + "; GRANT SELECT ON shop.stores TO "
                + giver.getUser() + " WITH GRANT OPTION");
        try (Connection connection = giver.getConnection()) {
            run(connection, "GRANT SELECT ON shop.stores TO " + reader);
        }

        assertThatThrownBy(() -> Grants.revoke(database.dataSource(), request(Optional.empty()), console))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(
                        "could not revoke from role \"" + reader + "\" the right SELECT on shop.stores of user \""
                                + giver.getUser() + "\", who granted it; what user ")
                .hasMessageEndingWith(
                        "had granted was revoked; run this again as the other user, with brickhouse.user.");
        assertThat(database.rows("SELECT pg_catalog.has_table_privilege('" + reader + "', 'shop.orders', 'SELECT')"
                        + " OR pg_catalog.has_schema_privilege('" + reader + "', 'shop', 'USAGE')"))
                .containsExactly("f");

        Grants.revoke(giver, request(Optional.empty()), console);
        assertThat(console.warnings())
                .contains("Role \"" + reader
                        + "\" is kept, because the connected user may not drop it; let an administrator"
                        + " run DROP ROLE \"" + reader + "\"");
        assertThat(database.rows("SELECT pg_catalog.has_table_privilege('" + reader + "', 'shop.stores', 'SELECT')"))
                .containsExactly("f");
    }

    @Test
    void aSchemaThatWasNotSetUpIsRefused() {
        GrantRequest request = new GrantRequest(
                new RetailSchema("nowhere", "analytics"), Optional.empty(), Optional.of(reader("secret")));

        assertThatThrownBy(() -> Grants.grant(database.dataSource(), request, console))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Schema \"nowhere\" was not set up");
    }

    @Test
    void aSchemaWhereEverybodyMayCreateIsWarnedOf() throws SQLException {
        database.execute("GRANT CREATE ON SCHEMA shop TO PUBLIC");

        grant();

        assertThat(console.shown()).anyMatch(line -> line.endsWith("REVOKE CREATE ON SCHEMA \"shop\" FROM PUBLIC"));
    }

    private String named(String text) throws SQLException {
        return text.replace("DATABASE DATABASE", "DATABASE " + databaseName())
                .replace("database DATABASE", "database " + databaseName())
                .replace("READER", reader)
                .replace("SERVICE", '"' + service.replace("\"", "\"\"") + '"');
    }

    private String databaseName() throws SQLException {
        return database.rows("SELECT current_database()").get(0);
    }

    /** The one warning of something that keeps an account from using its rights. */
    private String theWarning(String restriction) {
        return console.shown().stream()
                .filter(line -> line.matches(".*" + HINDERED + restriction))
                .findFirst()
                .orElseThrow(() -> new AssertionError(restriction + " is not in " + console.shown()));
    }

    private void apply(String warning) throws SQLException {
        database.execute(remedy(warning));
    }

    private static String remedy(String warning) {
        return warning.replaceFirst(".*; lift (it|that) with ", "").replaceFirst(", or with .*", "");
    }

    /** A user who may make roles and has all tables, views and sequences, but neither the schemas nor the database. */
    private PGSimpleDataSource ownerOfEverythingButTheSchemas() throws SQLException {
        PGSimpleDataSource user = database.dataSourceOfNewUser();
        database.execute("ALTER ROLE " + user.getUser() + " CREATEROLE");
        for (String relation : database.rows("SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid ="
                + " c.relnamespace WHERE n.nspname IN ('shop', 'shop analytics') AND c.relkind IN ('r', 'm')")) {
            database.execute("ALTER TABLE " + relation + " OWNER TO " + user.getUser());
        }
        return user;
    }

    private void grant() {
        Grants.grant(database.dataSource(), request(Optional.of("read ' only")), console);
    }

    private GrantRequest request(Optional<String> password) {
        return new GrantRequest(
                new RetailSchema("shop", "shop analytics"),
                Optional.of(new Account(
                        service, PropertyNames.GRANT_SERVICE_USER, password, PropertyNames.ENV_SERVICE_PASSWORD)),
                Optional.of(new Account(
                        reader, PropertyNames.GRANT_ANALYTICS_USER, password, PropertyNames.ENV_ANALYTICS_PASSWORD)));
    }

    private Account reader(String password) {
        return new Account(
                reader,
                PropertyNames.GRANT_ANALYTICS_USER,
                Optional.of(password),
                PropertyNames.ENV_ANALYTICS_PASSWORD);
    }

    private Connection as(String role) throws SQLException {
        return database.dataSource().getConnection(role, "read ' only");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertDenied(Connection connection, String... statements) {
        for (String sql : statements) {
            assertThatThrownBy(() -> run(connection, sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
        }
        assertThatCode(() -> run(connection, "SELECT 1")).doesNotThrowAnyException();
    }

    /** RFC 5802: a stored key is the hash of the client key, which an HMAC makes of the salted password. */
    private static boolean isVerifierOf(String verifier, String password) throws Exception {
        String[] parts = verifier.split("[$:]");
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(
                        password.toCharArray(), Base64.getDecoder().decode(parts[2]), Integer.parseInt(parts[1]), 256))
                .getEncoded();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salted, "HmacSHA256"));
        byte[] clientKey = mac.doFinal("Client Key".getBytes(StandardCharsets.UTF_8));
        byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
        return Base64.getEncoder().encodeToString(storedKey).equals(parts[3]);
    }
}
