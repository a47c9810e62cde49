package dev.brickhouse.mojo;

import dev.brickhouse.connection.ServerHandle;
import dev.brickhouse.embedded.EmbeddedSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/**
 * The embedded servers that goals of this build have just left: they run on for ten seconds or until the build ends, so that
 * the next goal does not have to start its own.
 *
 * <p>They are kept in the session's data, which Maven makes anew for each build, also in a daemon. The end of the session is
 * when they can still be stopped in an orderly way: when the process ends, Maven has closed the plugin's class loader.
 * Thread-safe.
 */
final class LingeringServers {

    private static final Duration TIME_TO_LINGER = Duration.ofSeconds(10);
    private static final String CLEAN_PLUGIN = "maven-clean-plugin";

    private final Map<Path, ServerHandle> left = new HashMap<>();
    private ScheduledThreadPoolExecutor timer;

    private LingeringServers() {}

    static LingeringServers of(MavenSession session) {
        SessionData data = session.getRepositorySession().getData();
        if (data.get(LingeringServers.class) instanceof LingeringServers servers) {
            return servers;
        }
        LingeringServers servers = new LingeringServers();
        if (data.set(LingeringServers.class, null, servers)) {
            servers.listenTo(session.getRequest());
            return servers;
        }
        // another thread was faster
        return of(session);
    }

    /** Lets a server run on that a goal does not use any more. */
    synchronized void leave(ServerHandle server) {
        ServerHandle before = left.put(server.dataDirectory(), server);
        if (before != null) {
            before.close();
        }
        if (timer == null) {
            timer = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "brickhouse-lingering-servers");
                thread.setDaemon(true);
                return thread;
            });
        }
        timer.schedule(() -> endIfStill(server), TIME_TO_LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void endIfStill(ServerHandle server) {
        if (left.remove(server.dataDirectory(), server)) {
            server.close();
        }
    }

    /** Stops the server of a data directory, unless somebody else uses it. */
    synchronized void end(Path dataDirectory) {
        ServerHandle server = left.remove(dataDirectory);
        if (server != null) {
            server.close();
        }
    }

    /** Stops the server of a data directory if it writes too little to its log, unless somebody else uses it. */
    synchronized void endIfBelow(EmbeddedSettings wanted) {
        ServerHandle server = left.get(wanted.dataDirectory());
        if (server != null && !server.server().settings().walLevel().includes(wanted.walLevel())) {
            end(wanted.dataDirectory());
        }
    }

    private synchronized void endAll() {
        List.copyOf(left.keySet()).forEach(this::end);
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    /** The listener is asked of the request at each event, so it can be exchanged while a build runs. */
    private void listenTo(MavenExecutionRequest request) {
        ExecutionListener others = request.getExecutionListener();
        request.setExecutionListener((ExecutionListener) Proxy.newProxyInstance(
                LingeringServers.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (arguments != null && arguments.length == 1 && arguments[0] instanceof ExecutionEvent event) {
                        before(event);
                    }
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : method.invoke(this, arguments);
                    }
                    try {
                        return others == null ? null : method.invoke(others, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void before(ExecutionEvent event) {
        boolean deletesDirectories = event.getType() == ExecutionEvent.Type.MojoStarted
                && event.getMojoExecution().getArtifactId().equals(CLEAN_PLUGIN);
        if (deletesDirectories || event.getType() == ExecutionEvent.Type.SessionEnded) {
            endAll();
        }
    }
}
