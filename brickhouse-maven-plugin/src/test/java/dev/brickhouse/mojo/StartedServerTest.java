package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.settings.ConnectionInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class StartedServerTest {

    private final MavenProject project = new MavenProject();
    private final Map<String, Object> context = new HashMap<>();
    private final ConnectionInfo shop = new ConnectionInfo("db.example.com", 5433, "shop", "anna");

    @Test
    void nothingIsThereBeforeStart() {
        StartedServer none = StartedServer.in(context);

        assertThat(none.isHeld()).isFalse();
        assertThat(none.exported("brickhouse.host", "localhost")).isFalse();
        assertThat(none.exported("brickhouse.host", null)).isFalse();
        none.end(context, project);
        assertThat(project.getProperties()).isEmpty();
    }

    @Test
    void theUsersOwnServerIsExportedWithoutItsPassword() {
        StartedServer.external(shop, "brickhouse", 0, project, new Properties()).leaveIn(context, "brickhouse");

        assertThat(project.getProperties())
                .containsOnly(
                        Map.entry("brickhouse.url", "jdbc:postgresql://db.example.com:5433/shop"),
                        Map.entry("brickhouse.host", "db.example.com"),
                        Map.entry("brickhouse.port", "5433"),
                        Map.entry("brickhouse.database", "shop"),
                        Map.entry("brickhouse.user", "anna"));
        assertThat(StartedServer.in(context).isHeld()).isFalse();
    }

    @Test
    void whatTheUserHasSetIsNeitherOverwrittenNorTakenForAnExport() {
        project.getProperties().setProperty("brickhouse.host", "db.example.com");
        Properties commandLine = new Properties();
        commandLine.setProperty("brickhouse.port", "5433");
        StartedServer.external(shop, "brickhouse", 0, project, commandLine).leaveIn(context, "brickhouse");
        StartedServer started = StartedServer.in(context);

        assertThat(started.exported("brickhouse.host", "db.example.com")).isFalse();
        assertThat(started.exported("brickhouse.port", "5433")).isFalse();
        assertThat(started.exported("brickhouse.database", "shop")).isTrue();
        assertThat(started.exported("brickhouse.database", "another")).isFalse();
    }

    @Test
    void stopTakesBackWhatStartExported() {
        project.getProperties().setProperty("brickhouse.host", "db.example.com");
        StartedServer.external(shop, "brickhouse", 0, project, new Properties()).leaveIn(context, "brickhouse");
        StartedServer.in(context).end(context, project);

        assertThat(project.getProperties()).containsOnly(Map.entry("brickhouse.host", "db.example.com"));
        assertThat(context).isEmpty();
    }

    @Test
    void twoServersHaveTheirOwnPrefixes() {
        ConnectionInfo other = new ConnectionInfo("db.example.com", 5433, "north", "anna");
        StartedServer.external(other, "north", 0, project, new Properties()).leaveIn(context, "north");
        StartedServer.external(shop, "brickhouse", 0, project, new Properties()).leaveIn(context, "brickhouse");

        assertThat(project.getProperties())
                .containsEntry("north.database", "north")
                .containsEntry("brickhouse.database", "shop");
        assertThat(StartedServer.in(context).exported("brickhouse.database", "shop"))
                .isTrue();
        assertThat(StartedServer.all(context)).hasSize(2);
        StartedServer.all(context).forEach(started -> started.end(context, project));
        assertThat(project.getProperties()).isEmpty();
        assertThat(context).isEmpty();
    }

    @Test
    void clonesAreExportedByNumber() {
        StartedServer.external(shop, "brickhouse", 2, project, new Properties()).leaveIn(context, "brickhouse");

        assertThat(project.getProperties())
                .containsEntry("brickhouse.cloneUrl.2", "jdbc:postgresql://db.example.com:5433/shop_2")
                .containsEntry("brickhouse.cloneDatabase.1", "shop_1")
                .doesNotContainKey("brickhouse.cloneUrl.3");
        assertThat(StartedServer.in(context).clones()).isEqualTo(2);
        assertThat(StartedServer.exportedNames(context)).contains("brickhouse.url", "brickhouse.cloneUrl.1");
    }
}
