package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.connection.Database;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ServerKind;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;

class ConnectionLinesTest {

    private static final MojoExecution SEED = new MojoExecution(plugin(), "seed", "default-cli");

    @Test
    void aServerThatIsKeptRunningIsNotSaidToStop() {
        assertThat(ConnectionLines.of(database(true), false, SEED))
                .last()
                .isEqualTo("The embedded server keeps running until brickhouse:stop, even after this build");
    }

    @Test
    void aServerOfTheGoalsOwnIsSaidToStop() {
        assertThat(ConnectionLines.of(database(false), false, SEED))
                .last()
                .isEqualTo("The embedded server stops with this build and keeps its data; start it again with: mvn"
                        + " dev.brickhouse:brickhouse-maven-plugin:1.0:run");
    }

    @Test
    void clonesOfAServerThatRunsHaveAnAddress() {
        assertThat(ConnectionLines.ofClones(List.of(clone(1), clone(2)), true, SEED))
                .containsExactly(
                        "  psql: psql -h localhost -p 5432 -U postgres -d postgres_1",
                        "  JDBC: jdbc:postgresql://localhost:5432/postgres_1");
    }

    @Test
    void clonesOfAServerThatHasStoppedSayHowToReachThem() {
        assertThat(ConnectionLines.ofClones(List.of(clone(1)), false, SEED))
                .containsExactly("The embedded server does not run; to use postgres_1, start it with: mvn"
                        + " dev.brickhouse:brickhouse-maven-plugin:1.0:run -Dbrickhouse.embeddedDatabase=postgres_1");
        assertThat(ConnectionLines.ofClones(List.of(), false, SEED)).isEmpty();
    }

    private static ConnectionInfo clone(int number) {
        return new ConnectionInfo("localhost", 5432, "postgres_" + number, "postgres");
    }

    private static Database database(boolean keepsRunning) {
        Map<String, Object> facts = Map.of(
                "connectionInfo",
                new ConnectionInfo("localhost", 5432, "postgres", "postgres"),
                "schema",
                RetailSchema.DEFAULT,
                "kind",
                ServerKind.EMBEDDED,
                "keepsRunning",
                keepsRunning);
        return (Database) Proxy.newProxyInstance(
                Database.class.getClassLoader(),
                new Class<?>[] {Database.class},
                (proxy, method, arguments) -> facts.get(method.getName()));
    }

    private static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.brickhouse");
        plugin.setArtifactId("brickhouse-maven-plugin");
        plugin.setVersion("1.0");
        return plugin;
    }
}
