package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SameCommandTest {

    @Test
    void repeatsGoalsAndSettings() {
        assertThat(of(Map.of(
                        "brickhouse.scale",
                        "20",
                        "brickhouse.restart",
                        "true",
                        "skipTests",
                        "true",
                        "session.rootDirectory",
                        "/")))
                .isEqualTo("mvn clean brickhouse:seed -Dbrickhouse.scale=20 -DskipTests=true");
    }

    @Test
    void quotesForAShell() {
        assertThat(of(Map.of("brickhouse.schema", "Joe's $shop")))
                .isEqualTo("mvn clean brickhouse:seed '-Dbrickhouse.schema=Joe'\\''s $shop'");
    }

    @Test
    void tellsNoSecret() {
        assertThat(of(Map.of(
                        "brickhouse.password", "secret",
                        "brickhouse.grant.servicePassword", "secret",
                        "brickhouse.url", "jdbc:postgresql://h/d?password=secret")))
                .doesNotContain("secret")
                .contains("brickhouse.password=***");
    }

    private static String of(Map<String, String> properties) {
        Properties user = new Properties();
        user.putAll(properties);
        return SameCommand.of(List.of("clean", "brickhouse:seed"), user);
    }
}
