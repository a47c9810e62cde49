package dev.brickhouse.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to a server on which the connection is cut when a transaction that has brought rows is committed. */
final class CutAtCommit implements AutoCloseable {

    private static final Pattern COMMIT = Pattern.compile("COMMIT;?\0");
    private static final int BUFFER = 1 << 16;

    private final ServerSocket entry;
    private final String host;
    private final int port;
    private final boolean afterwards;

    private CutAtCommit(ServerSocket entry, String host, int port, boolean afterwards) {
        this.entry = entry;
        this.host = host;
        this.port = port;
        this.afterwards = afterwards;
    }

    /** @param afterwards whether the server gets to know of the commit */
    static CutAtCommit to(String host, int port, boolean afterwards) throws IOException {
        CutAtCommit way =
                new CutAtCommit(new ServerSocket(0, 50, InetAddress.getByName("localhost")), host, port, afterwards);
        inBackground(way::accept);
        return way;
    }

    int port() {
        return entry.getLocalPort();
    }

    private interface Work {

        void run() throws IOException;
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

    private void accept() throws IOException {
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
                    forward(client.getInputStream(), server.getOutputStream(), client);
                }
            });
        }
    }

    private void forward(InputStream in, OutputStream server, Socket client) throws IOException {
        byte[] buffer = new byte[BUFFER];
        boolean hasRows = false;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            hasRows |= text.contains("COPY ");
            Matcher commit = COMMIT.matcher(text);
            if (hasRows && commit.find()) {
                if (afterwards) {
                    client.shutdownOutput();
                    server.write(buffer, 0, read);
                }
                return;
            }
            server.write(buffer, 0, read);
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
    }
}
