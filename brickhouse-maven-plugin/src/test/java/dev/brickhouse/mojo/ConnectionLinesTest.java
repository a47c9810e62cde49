package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.clone.CloneSet;
import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.ServerLifetime;
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
        assertThat(ConnectionLines.of(database(ServerLifetime.UNTIL_STOPPED), false, SEED))
                .last()
                .isEqualTo("The embedded server keeps running until brickhouse:stop, even after this build");
    }

    @Test
    void aServerOfTheGoalsOwnIsSaidToStop() {
        assertThat(ConnectionLines.of(database(ServerLifetime.THIS_PROCESS), false, SEED))
                .last()
                .isEqualTo("The embedded server stops with this build and keeps its data; start it again with: mvn"
                        + " dev.brickhouse:brickhouse-maven-plugin:1.0:run");
    }

    @Test
    void aServerOfTheGoalStartIsSaidToOutliveItsBuildWhereOthersUseIt() {
        assertThat(ConnectionLines.of(database(ServerLifetime.THIS_PROCESS), true, SEED))
                .last()
                .isEqualTo("The embedded server keeps running until brickhouse:stop or the end of this build");
        assertThat(ConnectionLines.of(database(ServerLifetime.WHILE_OTHERS_USE_IT), true, SEED))
                .last()
                .isEqualTo(
                        "The embedded server keeps running until brickhouse:stop or the end of this build, and as long"
                                + " as another build or a client uses it");
    }

    @Test
    void clonesOfAServerThatRunsHaveAnAddress() {
        assertThat(ConnectionLines.ofClones(clones(ServerLifetime.INDEPENDENT, clone(1), clone(2)), false, SEED))
                .containsExactly(
                        "  psql: psql -h localhost -p 5432 -U postgres -d postgres_1",
                        "  JDBC: jdbc:postgresql://localhost:5432/postgres_1");
    }

    @Test
    void clonesOfAServerThatHasStoppedSayHowToReachThem() {
        assertThat(ConnectionLines.ofClones(clones(ServerLifetime.THIS_PROCESS, clone(1)), false, SEED))
                .containsExactly("The embedded server stops with this build; to use postgres_1, start it with: mvn"
                        + " dev.brickhouse:brickhouse-maven-plugin:1.0:run -Dbrickhouse.embeddedDatabase=postgres_1");
        assertThat(ConnectionLines.ofClones(clones(ServerLifetime.THIS_PROCESS), false, SEED))
                .isEmpty();
    }

    @Test
    void aServerThatOthersUseIsNotSaidToStop() {
        assertThat(ConnectionLines.of(database(ServerLifetime.WHILE_OTHERS_USE_IT), false, SEED))
                .contains("  psql: psql -h localhost -p 5432 -U postgres -d postgres")
                .last()
                .isEqualTo("The embedded server runs as long as another build or a client uses it");
        assertThat(ConnectionLines.ofClones(clones(ServerLifetime.WHILE_OTHERS_USE_IT, clone(1)), false, SEED))
                .contains("  psql: psql -h localhost -p 5432 -U postgres -d postgres_1")
                .last()
                .isEqualTo("The embedded server runs as long as another build or a client uses it");
    }

    private static CloneSet.Made clones(ServerLifetime lifetime, ConnectionInfo... clones) {
        return new CloneSet.Made(List.of(clones), lifetime);
    }

    private static ConnectionInfo clone(int number) {
        return new ConnectionInfo("localhost", 5432, "postgres_" + number, "postgres");
    }

    private static Database database(ServerLifetime lifetime) {
        Map<String, Object> facts = Map.of(
                "connectionInfo",
                new ConnectionInfo("localhost", 5432, "postgres", "postgres"),
                "schema",
                RetailSchema.DEFAULT,
                "kind",
                ServerKind.EMBEDDED,
                "lifetime",
                lifetime);
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
