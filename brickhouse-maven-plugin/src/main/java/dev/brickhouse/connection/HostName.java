package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name or address of one host, as people write it. */
final class HostName {

    private static final Pattern WITH_PORT = Pattern.compile("([^:\\[\\]]+|\\[[^\\]]*\\]):(\\d+)");

    /** Nothing that would mean something else in a URL, and no colon but in an IPv6 address. */
    private static final Pattern NAME = Pattern.compile("[^\\s/?#@,:\\[\\]]+");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[^\\s/?#@,\\[\\]]+)?");

    private static final Pattern ENCODED_ZONE = Pattern.compile("%25(?=[^0-9])");

    private HostName() {}

    /**
     * The name without blanks around it, and without the brackets that an IPv6 address has in a URL.
     *
     * @throws ConfigurationException if it is none
     */
    static String of(Setting setting) {
        String host = setting.value().strip();
        Matcher withPort = WITH_PORT.matcher(host);
        if (withPort.matches()) {
            throw refused(
                    setting, "holds a port; give '" + withPort.group(1) + "', and the port with " + PropertyNames.PORT);
        }
        if (host.startsWith("/")) {
            throw refused(
                    setting, "is a directory, as for Unix sockets, which Java's driver does not use; give localhost");
        }
        if (host.contains(",")) {
            throw refused(setting, "names several hosts; give them with " + PropertyNames.URL);
        }
        String bare = withoutBrackets(host);
        if (!NAME.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            throw refused(setting, "is not the name of a host; give a name such as db.example.com, or an address");
        }
        return bare;
    }

    /** Between brackets, the percent sign in front of a zone may be encoded as in a URL. */
    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? ENCODED_ZONE.matcher(host.substring(1, host.length() - 1)).replaceFirst("%")
                : host;
    }

    /**
     * As Java finds it: of an interface's name, it makes a zone only where the interface has an address of that kind
     * itself, which a loopback seldom has.
     */
    static String withNumericZone(String host) {
        int percent = host.indexOf('%');
        if (percent < 0 || !host.contains(":")) {
            return host;
        }
        try {
            NetworkInterface zone = NetworkInterface.getByName(host.substring(percent + 1));
            return zone == null ? host : host.substring(0, percent + 1) + zone.getIndex();
        } catch (SocketException e) {
            return host;
        }
    }

    /** As it stands in front of a port. */
    static String withBrackets(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static ConfigurationException refused(Setting setting, String fault) {
        return new ConfigurationException(setting.property() + " is '" + JdbcUrl.mask(setting.value()) + "' ("
                + setting.source() + "), which " + fault + ".");
    }
}
