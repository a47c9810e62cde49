package dev.brickhouse.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server that takes time: every byte arrives later by half a round trip, in each direction, and a connection is
 * there after a whole one. It is as wide as this machine lets it be, since bytes are forwarded later and not slower.
 */
final class DelayLine implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** In each direction of a connection: 64 MB, five times what a network of 10 Gbit/s holds for ten milliseconds. */
    private static final int MOST_PIECES_UNDER_WAY = 1_024;

    private final ServerSocket entry;
    private final String host;
    private final int port;
    private final long oneWay;
    private final AtomicLong turns = new AtomicLong();

    private DelayLine(ServerSocket entry, String host, int port, Duration roundTrip) {
        this.entry = entry;
        this.host = host;
        this.port = port;
        this.oneWay = roundTrip.toNanos() / 2;
    }

    /** Opens a way to a server on this machine. */
    static DelayLine to(String host, int port, Duration roundTrip) throws IOException {
        DelayLine line =
                new DelayLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), host, port, roundTrip);
        inBackground(line::accept);
        return line;
    }

    /** Where it is entered, on this machine. */
    int port() {
        return entry.getLocalPort();
    }

    /** How often any client has sent something after the server had, which is how often it has waited for it. */
    long turns() {
        return turns.get();
    }

    private interface Work {

        void run() throws IOException, InterruptedException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one of the two has ended
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entry.accept();
            long accepted = System.nanoTime();
            inBackground(() -> {
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                AtomicBoolean answered = new AtomicBoolean(true);
                forward(client, server, accepted + 2 * oneWay, () -> {
                    if (answered.compareAndSet(true, false)) {
                        turns.incrementAndGet();
                    }
                });
                forward(server, client, accepted, () -> answered.set(true));
            });
        }
    }

    /** Some bytes and when they are there; none if the sender has ended. */
    private record Piece(byte[] bytes, long due) {}

    /** @param notBefore when the connection is there */
    private void forward(Socket from, Socket to, long notBefore, Runnable sent) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>(MOST_PIECES_UNDER_WAY);
        inBackground(() -> {
            byte[] buffer = new byte[BUFFER];
            try {
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    sent.run();
                    underWay.put(
                            new Piece(Arrays.copyOf(buffer, read), Math.max(System.nanoTime(), notBefore) + oneWay));
                }
            } finally {
                underWay.put(new Piece(new byte[0], System.nanoTime() + oneWay));
            }
        });
        inBackground(() -> {
            try (to) {
                for (Piece piece = underWay.take(); piece.bytes().length > 0; piece = underWay.take()) {
                    for (long left = piece.due() - System.nanoTime();
                            left > 0;
                            left = piece.due() - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    out.write(piece.bytes());
                }
            }
        });
    }

    @Override
    public void close() throws IOException {
        entry.close();
    }
}
