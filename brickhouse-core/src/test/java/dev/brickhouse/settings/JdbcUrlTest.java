package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com:5433/shop, db.example.com, 5433, shop",
        "jdbc:postgresql://db.example.com/shop, db.example.com, 5432, shop",
        "jdbc:postgresql:shop, localhost, 5432, shop",
        "jdbc:postgresql:///shop, localhost, 5432, shop",
        "jdbc:postgresql://[::1]:5433/shop, ::1, 5433, shop",
        "'jdbc:postgresql://first:5433,second:5434/shop', first, 5433, shop",
        "jdbc:postgresql://db/a%20b%2Fc%C3%A4, db, 5432, a b/cä"
    })
    void takesUrlsApart(String url, String host, String port, String database) {
        JdbcUrl parsed = JdbcUrl.parse(url);

        assertThat(value(parsed, PropertyNames.HOST)).isEqualTo(host);
        assertThat(value(parsed, PropertyNames.PORT)).isEqualTo(port);
        assertThat(value(parsed, PropertyNames.DATABASE)).isEqualTo(database);
        assertThat(parsed.settings()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user=anna                                | brickhouse.user             | anna
            password=a%26b%3Dc                       | brickhouse.password         | a&b=c
            password=x&password=y                    | brickhouse.password         | y
            sslmode=require                          | brickhouse.sslMode          | require
            ssl=true                                 | brickhouse.sslMode          | verify-full
            ssl                                      | brickhouse.sslMode          | verify-full
            ssl=false                                | brickhouse.sslMode          | prefer
            ssl=true&sslmode=disable                 | brickhouse.sslMode          | disable
            queryTimeout=9                           | brickhouse.statementTimeout | 9
            connectTimeout=3                         | brickhouse.connectTimeout   | 3
            options=-c%20statement_timeout%3D1500    | brickhouse.statementTimeout | 2
            options=--statement-timeout=5min         | brickhouse.statementTimeout | 300
            options=-cstatement_timeout=7s           | brickhouse.statementTimeout | 7
            currentSchema=shop                       | brickhouse.schema           | shop
            currentSchema=%22$user%22,%22Big+Shop%22 | brickhouse.schema           | Big Shop
            """)
    void itsParametersMayBeSettings(String query, String property, String value) {
        JdbcUrl parsed = JdbcUrl.parse("jdbc:postgresql://db/shop?a=1&" + query + "&b=2");

        assertThat(value(parsed, property)).isEqualTo(value);
        assertThat(parsed.without(PGProperty.CURRENT_SCHEMA).with(List.of("db:5432"), "shop"))
                .isEqualTo("jdbc:postgresql://db:5432/shop?a=1&b=2");
    }

    @Test
    void keepsWhatElseTheUrlSays() {
        assertThat(JdbcUrl.parse("jdbc:postgresql://db/shop?user=anna&targetServerType=primary&loadBalanceHosts=true"
                                + "&options=-c%20geqo%3Doff%20-c%20statement_timeout%3D5s")
                        .with(List.of("db:1"), "a/b"))
                .isEqualTo("jdbc:postgresql://db:1/a%2Fb?targetServerType=primary&options=-c%20geqo%3Doff");
    }

    @Test
    void leavesOutAndNamesWhatWouldChangeTheMeaningOfStatements() {
        JdbcUrl parsed = JdbcUrl.parse(
                "jdbc:postgresql://db/shop?preferQueryMode=simple&prepareThreshold=0&stringtype=unspecified");

        assertThat(parsed.with(List.of("db:1"), "shop")).isEqualTo("jdbc:postgresql://db:1/shop?prepareThreshold=0");
        assertThat(DriverParameters.notices(parsed.withoutEffect()))
                .containsExactly(
                        "preferQueryMode in brickhouse.url has no effect: this plugin decides how statements are read",
                        "stringtype in brickhouse.url has no effect: this plugin decides how statements are read");
    }

    @Test
    void everyParameterOfTheDriverIsDecidedOn() {
        assertThat(Resources.text(DriverParameters.class, "driver-parameters.csv")
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",")[0]))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(PGProperty.values()).map(PGProperty::getName).toList());
    }

    @Test
    void withoutADatabaseItIsTheUsers() {
        assertThat(value(JdbcUrl.parse("jdbc:postgresql://db/?user=anna"), PropertyNames.DATABASE))
                .isEqualTo("anna");
        assertThat(JdbcUrl.parse("jdbc:postgresql://db/").on(PropertyNames.DATABASE))
                .isNull();
    }

    private static String value(JdbcUrl url, String property) {
        return url.on(property).value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db/shop?password=hunter2",
                "jdbc:mysql://db/shop?password=hunter2",
                "jdbc:postgresql://db:port/shop?password=hunter2",
                "jdbc:postgresql://db:70000/shop?password=hunter2",
                "jdbc:postgresql://anna:hunter2@db:5432/shop",
                "jdbc:postgresql://anna:hunter2@db/shop",
                "jdbc:postgresql://anna:hunter2/@x@db/shop",
                "jdbc:postgresql://db/shop/more?password=hunter2",
                "jdbc:postgresql://db/%zz?password=hunter2",
                "jdbc:postgresql://db:99999/shop",
                "jdbc:postgresql://db:99999,other:5432/shop",
                "jdbc:postgresql://db/shop?password=hunter2%zz",
            })
    void refusesWhatTheDriverDoesNotUnderstandWithoutItsPasswordAndWithoutTheDriversOwnWarnings(String url) {
        Logger logger = Logger.getLogger("org.postgresql.Driver");
        List<String> logged = new ArrayList<>();
        Filter reader = line -> !logged.add(new SimpleFormatter().formatMessage(line));
        logger.setFilter(reader);
        try {
            assertRefused(url);
        } finally {
            logger.setFilter(null);
        }
        assertThat(logged).isEmpty();
    }

    private static void assertRefused(String url) {
        assertThatThrownBy(() -> JdbcUrl.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.url is '")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://anna:hunter2@db.example.com/shop?sslmode=require | the driver takes it in another form; write jdbc:postgresql://db.example.com/shop, with user and password set on their own by brickhouse.user and brickhouse.password.
            postgresql://anna@db:5433/shop             | the driver takes it in another form; write jdbc:postgresql://db:5433/shop, with user and password set on their own by brickhouse.user and brickhouse.password.
            postgres://anna:hun?ter2@db                | the driver takes it in another form; write jdbc:postgresql://db/, with user and password set on their own by brickhouse.user and brickhouse.password.
            jdbc:postgresql://anna:hunter2@db:5432/shop | the driver takes it in another form; write jdbc:postgresql://db:5432/shop, with user and password set on their own by brickhouse.user and brickhouse.password.
            jdbc:postgresql://db                       | the driver takes it in another form; write jdbc:postgresql://db/, with user and password set on their own by brickhouse.user and brickhouse.password.
            jdbc:postgresql://db:70000/shop            | a port has to be a number from 1 to 65535.
            jdbc:postgresql://one,db:0/shop            | a port has to be a number from 1 to 65535.
            jdbc:mysql://db/shop?password=hunter2      | it has to be a JDBC URL such as jdbc:postgresql://localhost:5432/postgres, with user and password set on their own.
            jdbc:postgresql:?service=nobody-defines-it | its service is not in the file that PGSERVICEFILE names, ~/.pg_service.conf or pg_service.conf, or it is not a URL that the driver understands, such as jdbc:postgresql://localhost:5432/postgres.
            """)
    void saysHowToWriteIt(String url, String advice) {
        assertThatThrownBy(() -> JdbcUrl.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("', but " + advice)
                .hasMessageNotContaining("hun");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?password=x, jdbc:postgresql://db/shop?password=******",
        "jdbc:postgresql://db/shop?a=1&PASSWORD=x&b=2, jdbc:postgresql://db/shop?a=1&PASSWORD=******&b=2",
        "jdbc:postgresql://db/shop?sslpassword=x, jdbc:postgresql://db/shop?sslpassword=******",
        "jdbc:postgresql://u:p@db/shop, jdbc:postgresql://u:******@db/shop",
        "jdbc:postgresql://u:p/q@r@db/shop?x=y, jdbc:postgresql://u:******@db/shop?x=y",
        "jdbc:postgresql://db:5432/shop, jdbc:postgresql://db:5432/shop",
        "jdbc:postgresql://db:5432/a@b, jdbc:postgresql://db:5432/a@b"
    })
    void masksPasswordsOnly(String url, String masked) {
        assertThat(JdbcUrl.mask(url)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "a b", "ä/?&#", "100%", "a+b", "\"x\""})
    void anyDatabaseNameSurvivesTheUrl(String database) {
        String url = new ConnectionInfo("localhost", 5432, database, "postgres").jdbcUrl();

        assertThat(value(JdbcUrl.parse(url), PropertyNames.DATABASE)).isEqualTo(database);
    }
}
