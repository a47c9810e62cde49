package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name or address of one host, as people write it. */
final class HostName {

    private static final Pattern WITH_PORT = Pattern.compile("([^:\\[\\]]+|\\[[^\\]]*\\]):(\\d+)");

    /** No character with another meaning in a URL, and no colon, which only an IPv6 address has. */
    private static final Pattern NAME = Pattern.compile("[^\\s/?#@,:\\[\\]]+");

    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[^\\s/?#@,\\[\\]]+)?");

    private static final Pattern ENCODED_ZONE = Pattern.compile("%25(?=[^0-9])");

    private HostName() {}

    /**
     * The name without blanks around it, and without the brackets that an IPv6 address has in a URL.
     *
     * @throws ConfigurationException if it is not the name or address of one host
     */
    static String of(Setting setting) {
        String host = setting.value().strip();
        Matcher withPort = WITH_PORT.matcher(host);
        if (host.contains("@")) {
            throw refused(
                    setting, "is not the name of a host; give the name alone, and the user with " + PropertyNames.USER);
        }
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

    /** Without the brackets around an IPv6 address, within which the percent sign before a zone may be URL-encoded. */
    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? ENCODED_ZONE.matcher(host.substring(1, host.length() - 1)).replaceFirst("%")
                : host;
    }

    /**
     * With the zone of an IPv6 address as a number: Java resolves the name of an interface only if the interface itself
     * has an address of that kind, which a loopback interface rarely has.
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

    /** As it is written before a port. */
    static String withBrackets(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static ConfigurationException refused(Setting setting, String fault) {
        return new ConfigurationException(
                setting.property() + " is '" + setting.shown() + "' (" + setting.source() + "), which " + fault + ".");
    }
}
