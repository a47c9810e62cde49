package dev.brickhouse.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A tab of a Chromium without a window, told what to do by its DevTools protocol. For one thread. */
public final class BrowserTab implements AutoCloseable {

    private static final int SECONDS_UNTIL_IT_HANGS = 60;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
    private final List<String> console = Collections.synchronizedList(new ArrayList<>());
    private int calls;

    /**
     * Starts the browser.
     *
     * @param binary the program
     * @param profile an empty directory
     */
    public BrowserTab(Path binary, Path profile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Chromium.command(binary, profile));
        command.addAll(List.of("--remote-debugging-port=0", "about:blank"));
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(tab(port(profile.resolve("DevToolsActivePort"))), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    private static int port(Path file) throws IOException, InterruptedException {
        for (int tenth = 0; tenth < 10 * SECONDS_UNTIL_IT_HANGS; tenth++) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() > 1) {
                return Integer.parseInt(lines.get(0));
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Chromium does not open its port");
    }

    private static URI tab(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        String tabs = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return JSON.std.listFrom(tabs).stream()
                .map(target -> (Map<?, ?>) target)
                .filter(target -> "page".equals(target.get("type")))
                .map(target -> URI.create((String) target.get("webSocketDebuggerUrl")))
                .findFirst()
                .orElseThrow();
    }

    /** What later pages see: the width of the window in pixels, and the colors that the system prefers. */
    public void resize(int width, boolean dark) throws IOException, InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Shows the page as it is printed. */
    public void print() throws IOException, InterruptedException {
        call("Emulation.setEmulatedMedia", Map.of("media", "print"));
        evaluate("dispatchEvent(new Event('beforeprint')), 0");
    }

    /** Opens a page and waits until its scripts have run and it has been laid out. */
    public void open(Path page) throws IOException, InterruptedException {
        call("Page.navigate", Map.of("url", page.toUri().toString()));
        evaluate("new Promise(done => { const wait = () => document.readyState === 'complete'"
                + " ? requestAnimationFrame(() => requestAnimationFrame(done)) : setTimeout(wait, 20); wait(); })");
    }

    /** The value of an expression in the page, or of its promise. */
    @SuppressWarnings("unchecked")
    public Object evaluate(String expression) throws IOException, InterruptedException {
        Map<String, Object> answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException("The page cannot answer: " + answer);
        }
        return ((Map<String, Object>) answer.get("result")).get("value");
    }

    /** What pages have written to the console. */
    public List<String> console() {
        return List.copyOf(console);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> call(String method, Map<String, ?> parameters)
            throws IOException, InterruptedException {
        int id = ++calls;
        socket.sendText(JSON.std.asString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            Map<String, Object> answer = received.poll(SECONDS_UNTIL_IT_HANGS, TimeUnit.SECONDS);
            if (answer == null || answer.containsKey("error")) {
                throw new IllegalStateException("Chromium fails at " + method + ": " + answer);
            }
            if (answer.get("id").equals(id)) {
                return (Map<String, Object>) answer.get("result");
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(SECONDS_UNTIL_IT_HANGS, TimeUnit.SECONDS).join();
    }

    /** Sorts what the browser says into answers and messages of the console. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            try {
                Map<String, Object> said = JSON.std.mapFrom(text);
                if (said.containsKey("id")) {
                    received.add(said);
                } else if (List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
                        .contains(said.get("method"))) {
                    console.add(text);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
