package dev.brickhouse.backup;

import dev.brickhouse.connection.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way to a server on which the connection is cut when a transaction that has brought rows is committed. */
final class CutAtCommit {

    private static final Pattern COMMIT = Pattern.compile("COMMIT;?\0");
    private static final int BUFFER = 1 << 16;

    private CutAtCommit() {}

    /** @param afterwards whether the server gets to know of the commit */
    static Relay to(String host, int port, boolean afterwards) throws IOException {
        return Relay.to(host, port, (client, server) -> forward(client, server, afterwards));
    }

    private static void forward(Socket client, Socket server, boolean afterwards) throws IOException {
        InputStream in = client.getInputStream();
        byte[] buffer = new byte[BUFFER];
        boolean hasRows = false;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            hasRows |= text.contains("COPY ");
            Matcher commit = COMMIT.matcher(text);
            if (hasRows && commit.find()) {
                if (afterwards) {
                    client.shutdownOutput();
                    server.getOutputStream().write(buffer, 0, read);
                }
                return;
            }
            server.getOutputStream().write(buffer, 0, read);
        }
    }
}
