package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.junit.jupiter.api.Test;

class RerunCommandTest {

    private static final Path WORKING_DIRECTORY = Path.of("/work/shop");
    private static final Path HOME = Path.of("/home/ada");
    private static final Path MAVEN = Path.of("/opt/maven");

    @Test
    void repeatsGoalsAndSettings() {
        assertThat(of(Map.of(
                        "brickhouse.scale",
                        "20",
                        "brickhouse.restart",
                        "true",
                        "maven.repo.local",
                        "/tmp/m2",
                        "skipTests",
                        "true",
                        "session.rootDirectory",
                        "/")))
                .isEqualTo(
                        "mvn clean brickhouse:seed -Dbrickhouse.scale=20 -Dmaven.repo.local=/tmp/m2 -DskipTests=true");
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
                        "brickhouse.url", "jdbc:postgresql://h/d?password=secret",
                        "db.url", "jdbc:postgresql://joe:secret@h/d",
                        "db.pw", "secret")))
                .doesNotContain("=secret", "secret@")
                .contains("brickhouse.password=***", "db.pw=***");
        assertThat(of(Map.of("brickhouse.url", "jdbc:postgresql://joe:secret@h/d")))
                .doesNotContain("secret");
    }

    @Test
    void repeatsTheOptionsThatSayWhatIsBuiltAndHow() {
        MavenExecutionRequest request = request();
        request.setPom(WORKING_DIRECTORY.resolve("db/pom.xml").toFile())
                .setUserSettingsFile(new File("/etc/ci settings.xml"))
                .setGlobalSettingsFile(new File("/etc/global.xml"))
                .setUserToolchainsFile(WORKING_DIRECTORY.resolve("tools.xml").toFile());
        request.addActiveProfile("it").addActiveProfile("pg").addInactiveProfile("slow");
        request.setSelectedProjects(List.of("db", ":app"));
        request.setMakeBehavior(MavenExecutionRequest.REACTOR_MAKE_BOTH)
                .setResumeFrom("app")
                .setRecursive(false)
                .setOffline(true);

        assertThat(RerunCommand.of(request))
                .isEqualTo("mvn -f db/pom.xml -s '/etc/ci settings.xml' -gs /etc/global.xml -t tools.xml"
                        + " -P 'it,pg,!slow' -pl db,:app -am -amd -rf app -N -o clean brickhouse:seed");
    }

    @Test
    void repeatsNoOptionThatMavenTakesAnyway() {
        MavenExecutionRequest request = request();
        request.setPom(WORKING_DIRECTORY.resolve("pom.xml").toFile())
                .setUserSettingsFile(HOME.resolve(".m2/settings.xml").toFile())
                .setGlobalSettingsFile(MAVEN.resolve("conf/settings.xml").toFile())
                .setUserToolchainsFile(HOME.resolve(".m2/toolchains.xml").toFile());

        assertThat(RerunCommand.of(request)).isEqualTo("mvn clean brickhouse:seed");
    }

    private static String of(Map<String, String> properties) {
        Properties user = new Properties();
        user.putAll(properties);
        return RerunCommand.of(request().setUserProperties(user));
    }

    private static MavenExecutionRequest request() {
        Properties system = new Properties();
        system.setProperty("user.dir", WORKING_DIRECTORY.toString());
        system.setProperty("user.home", HOME.toString());
        system.setProperty("maven.home", MAVEN.toString());
        return new DefaultMavenExecutionRequest()
                .setSystemProperties(system)
                .setGoals(List.of("clean", "brickhouse:seed"));
    }
}
