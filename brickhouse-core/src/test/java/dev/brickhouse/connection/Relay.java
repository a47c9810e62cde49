package dev.brickhouse.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A way to a server, on which a test decides what becomes of what a client sends. */
public final class Relay implements AutoCloseable {

    /** Passes on what one client sends, until the connection of both is to end. */
    @FunctionalInterface
    public interface Direction {

        void pass(Socket client, Socket server) throws IOException;
    }

    private interface Work {

        void run() throws IOException;
    }

    private final ServerSocket entry;

    private Relay(ServerSocket entry) {
        this.entry = entry;
    }

    /** @param towardsServer is called for each client, in a thread of its own */
    public static Relay to(String host, int port, Direction towardsServer) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getByName("localhost")));
        inBackground(() -> relay.accept(host, port, towardsServer));
        return relay;
    }

    public int port() {
        return entry.getLocalPort();
    }

    private void accept(String host, int port, Direction towardsServer) throws IOException {
        while (true) {
            Socket client = entry.accept();
            inBackground(() -> {
                try (client;
                        Socket server = new Socket(host, port)) {
                    inBackground(() -> {
                        try (client;
                                server) {
                            server.getInputStream().transferTo(client.getOutputStream());
                        }
                    });
                    towardsServer.pass(client, server);
                }
            });
        }
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one of the two has ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entry.close();
    }
}
