package dev.brickhouse.seed;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/**
 * Sockets for the driver that count how often its connections have waited for the server: each time that something is
 * sent after something was read, as a network would delay it. The driver makes it by its name and an argument.
 */
public final class RoundTrips extends SocketFactory {

    private static final Map<String, Map<String, Integer>> COUNTS = new ConcurrentHashMap<>();

    /** Whose doing a round trip is: the callers of the driver, but for what runs all statements. */
    private static final Pattern OURS =
            Pattern.compile("^(dev\\.brickhouse\\.(?!sql\\.|seed\\.RoundTrips)|org\\.flywaydb\\.)");

    private static final int FRAMES = 2;

    /** What looks for locks, counts what others load, and tests connections that were idle for half a second. */
    private static final Pattern BY_TIME = Pattern.compile("LockWatch|countOthers|PoolBase");

    private final Map<String, Integer> counts;

    /** @param name tells one count from another */
    public RoundTrips(String name) {
        counts = COUNTS.computeIfAbsent(name, key -> new TreeMap<>());
    }

    /** The parameters of a JDBC URL that make the driver count. */
    static String parameters(String name) {
        return "socketFactory=" + RoundTrips.class.getName() + "&socketFactoryArg=" + name;
    }

    /** The counts by who has caused them. */
    static Map<String, Integer> of(String name) {
        Map<String, Integer> counts = COUNTS.get(name);
        synchronized (counts) {
            return new TreeMap<>(counts);
        }
    }

    private void count() {
        List<String> frames =
                StackWalker.getInstance().walk(all -> all.map(RoundTrips::name).toList());
        if (frames.stream().noneMatch(BY_TIME.asPredicate())) {
            String caller =
                    frames.stream().filter(OURS.asPredicate()).limit(FRAMES).collect(Collectors.joining(" < "));
            synchronized (counts) {
                counts.merge(caller, 1, Integer::sum);
            }
        }
    }

    private static String name(StackWalker.StackFrame frame) {
        return frame.getClassName() + '.' + frame.getMethodName();
    }

    @Override
    public Socket createSocket() {
        return new CountingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }

    private final class CountingSocket extends Socket {

        private boolean read = true;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int value = super.read();
                    read |= value >= 0;
                    return value;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int size = super.read(buffer, offset, length);
                    read |= size > 0;
                    return size;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int value) throws IOException {
                    turn();
                    out.write(value);
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    turn();
                    out.write(buffer, offset, length);
                }

                private void turn() {
                    if (read) {
                        read = false;
                        count();
                    }
                }
            };
        }
    }
}
