package dev.brickhouse.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on which a transaction's first statement of its own arrives later than its begin; and which may
 * take no options, like a pooler.
 */
final class SlowWay {

    private static final String LATE = "SET LOCAL";
    private static final String OPTIONS = "options\0";
    private static final int BUFFER = 1 << 16;

    private final Duration delay;
    private final boolean takesOptions;

    private SlowWay(Duration delay, boolean takesOptions) {
        this.delay = delay;
        this.takesOptions = takesOptions;
    }

    static Relay to(String host, int port, Duration delay, boolean takesOptions) throws IOException {
        SlowWay way = new SlowWay(delay, takesOptions);
        return Relay.to(host, port, (client, server) -> way.forward(client, server.getOutputStream()));
    }

    private void forward(Socket client, OutputStream server) throws IOException {
        InputStream in = client.getInputStream();
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            if (!takesOptions && text.contains(OPTIONS)) {
                client.getOutputStream().write(refusal());
                return;
            }
            int late = Math.max(0, text.indexOf(LATE));
            server.write(buffer, 0, late);
            if (late > 0) {
                LockSupport.parkNanos(delay.toNanos());
            }
            server.write(Arrays.copyOfRange(buffer, late, read));
        }
    }

    /** As PgBouncer puts it. */
    private static byte[] refusal() {
        byte[] fields = "SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[fields.length + 5];
        message[0] = 'E';
        message[4] = (byte) (fields.length + 4);
        System.arraycopy(fields, 0, message, 5, fields.length);
        return message;
    }
}
