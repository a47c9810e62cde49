package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

/** How the build is listened to; that servers are shared and stopped shows the project seed-cache. */
class LingeringServersTest {

    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();

    @Test
    void aBuildHasOneAndItsListenersHearAllThatTheyHeardBefore() {
        List<String> heard = new ArrayList<>();
        request.setExecutionListener(new AbstractExecutionListener() {
            @Override
            public void mojoStarted(ExecutionEvent event) {
                heard.add("started");
            }

            @Override
            public void sessionEnded(ExecutionEvent event) {
                heard.add("ended");
            }
        });
        MavenSession session = session();
        LingeringServers servers = LingeringServers.of(session);
        ExecutionListener listener = request.getExecutionListener();

        assertThat(LingeringServers.of(session)).isSameAs(servers);
        assertThat(request.getExecutionListener()).isSameAs(listener).isEqualTo(listener);
        assertThat(LingeringServers.of(session())).isNotSameAs(servers);

        listener.mojoStarted(event(ExecutionEvent.Type.MojoStarted));
        listener.sessionEnded(event(ExecutionEvent.Type.SessionEnded));
        assertThat(heard).containsExactly("started", "ended");
    }

    @Test
    void aBuildWithoutAListenerGetsOne() {
        LingeringServers.of(session());

        ExecutionListener listener = request.getExecutionListener();
        listener.sessionEnded(event(ExecutionEvent.Type.SessionEnded));
        listener.projectStarted(null);
        assertThat(listener.toString()).isNotNull();
    }

    /** By the constructor that Maven's own tests use, though it has been called deprecated for ten years. */
    @SuppressWarnings("deprecation")
    private MavenSession session() {
        return new MavenSession(null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    }

    private static ExecutionEvent event(ExecutionEvent.Type type) {
        MojoExecution clean = new MojoExecution(new Plugin(), "clean", "default-clean");
        clean.getPlugin().setArtifactId("maven-clean-plugin");
        return (ExecutionEvent) Proxy.newProxyInstance(
                ExecutionEvent.class.getClassLoader(),
                new Class<?>[] {ExecutionEvent.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getType" -> type;
                    case "getMojoExecution" -> clean;
                    default -> null;
                });
    }
}
