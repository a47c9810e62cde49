package dev.brickhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com:5433/shop, db.example.com, 5433, shop",
        "jdbc:postgresql://db.example.com/shop, db.example.com, 5432, shop",
        "jdbc:postgresql:shop, localhost, 5432, shop",
        "jdbc:postgresql://[::1]:5433/shop, ::1, 5433, shop",
        "'jdbc:postgresql://first:5433,second:5434/shop', first, 5433, shop",
        "jdbc:postgresql://db/a%20b%2Fc%C3%A4, db, 5432, a b/cä"
    })
    void takesUrlsApart(String url, String host, int port, String database) {
        JdbcUrl parsed = JdbcUrl.parse(url);

        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port);
        assertThat(parsed.database()).isEqualTo(database);
        assertThat(parsed.url()).isEqualTo(url);
        assertThat(parsed.user()).isNull();
        assertThat(parsed.password()).isNull();
    }

    @Test
    void keepsParametersButNotTheCredentials() {
        JdbcUrl parsed = JdbcUrl.parse(
                "jdbc:postgresql://db/shop?user=anna&ssl=true&password=a%26b%3Dc&targetServerType=primary");

        assertThat(parsed.url()).isEqualTo("jdbc:postgresql://db/shop?ssl=true&targetServerType=primary");
        assertThat(parsed.user()).isEqualTo("anna");
        assertThat(parsed.password()).isEqualTo("a&b=c");
        assertThat(JdbcUrl.parse("jdbc:postgresql://db/shop?user=anna&password=x")
                        .url())
                .isEqualTo("jdbc:postgresql://db/shop");
    }

    @Test
    void withoutADatabaseItIsTheUsers() {
        assertThat(JdbcUrl.parse("jdbc:postgresql://db/?user=anna").database()).isEqualTo("anna");
        assertThat(JdbcUrl.parse("jdbc:postgresql://db/").database()).isNull();
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
                "jdbc:postgresql://db/shop?password=hunter2%zz",
            })
    void refusesWhatTheDriverDoesNotUnderstandWithoutItsPassword(String url) {
        Logger logger = Logger.getLogger("org.postgresql.Driver");
        List<String> logged = new ArrayList<>();
        Filter reader = line -> !logged.add(new SimpleFormatter().formatMessage(line));
        logger.setFilter(reader);
        try {
            assertRefused(url);
        } finally {
            logger.setFilter(null);
        }
        assertThat(logged).noneMatch(line -> line.contains("hunter2"));
    }

    private static void assertRefused(String url) {
        assertThatThrownBy(() -> JdbcUrl.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("brickhouse.url is '")
                .hasMessageEndingWith("', but it has to be a JDBC URL such as"
                        + " jdbc:postgresql://localhost:5432/postgres, with user and password set on their own.")
                .hasMessageNotContaining("hunter2");
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

        assertThat(JdbcUrl.parse(url).database()).isEqualTo(database);
    }
}
