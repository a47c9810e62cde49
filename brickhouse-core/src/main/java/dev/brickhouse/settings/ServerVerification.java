package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;

/**
 * Whether a server is verified as it was asked for, which classes that a URL names decide. The driver checks neither
 * against the other.
 */
public final class ServerVerification {

    private static final String ACCEPTS_ANY = "org.postgresql.ssl.NonValidatingFactory";

    /** Verifies by the one certificate that sslfactoryarg names. */
    private static final String BY_ONE = "org.postgresql.ssl.SingleCertValidatingFactory";

    /** Of the driver's own, those that verify a certificate by {@code sslmode} and {@code sslrootcert}. */
    private static final Set<String> BY_MODE =
            Set.of("org.postgresql.ssl.LibPQFactory", "org.postgresql.ssl.jdbc4.LibPQFactory");

    /** Those that verify it whatever the mode. */
    private static final Set<String> ALWAYS = Set.of(BY_ONE, "org.postgresql.ssl.DefaultJavaSSLFactory");

    private static final String VERIFIER_OF_HOSTS = "org.postgresql.ssl.PGjdbcHostnameVerifier";
    private static final String FILE = "file:";

    private ServerVerification() {}

    /**
     * Warns where it is not known whether a server will be verified as it was asked for.
     *
     * @param url the URL to connect with, or null
     * @throws ConfigurationException if it is known that it will not be
     */
    static void check(Setting sslMode, String url, Console console) {
        Properties parameters = url == null ? null : Driver.parseURL(url, null);
        SslMode mode = Stream.of(SslMode.values())
                .filter(each -> each.value.equals(sslMode.value()))
                .findFirst()
                .orElse(SslMode.PREFER);
        if (parameters == null || !mode.verifyCertificate()) {
            return;
        }
        String factory = PGProperty.SSL_FACTORY.getOrDefault(parameters);
        if (acceptsAny(parameters)) {
            throw new ConfigurationException(PropertyNames.SSL_MODE + " is '" + sslMode.value() + "' ("
                    + sslMode.source() + "), but sslfactory=" + factory + " in " + PropertyNames.URL
                    + " accepts every certificate; take sslfactory out of " + PropertyNames.URL + ", or set "
                    + PropertyNames.SSL_MODE + "=require, which encrypts without verifying whom.");
        }
        if (!isByMode(factory) && !isAlways(factory)) {
            console.warn("Whether the server's certificate is verified, as " + PropertyNames.SSL_MODE + "=" + mode.value
                    + " asks for, is up to sslfactory=" + factory + " in " + PropertyNames.URL);
        }
        String verifier = PGProperty.SSL_HOSTNAME_VERIFIER.getOrDefault(parameters);
        if (mode.verifyPeerName() && verifier != null && !verifier.equals(VERIFIER_OF_HOSTS)) {
            console.warn("Whether the server's certificate is for its host, as " + PropertyNames.SSL_MODE + "="
                    + mode.value + " asks for, is up to sslhostnameverifier=" + verifier + " in " + PropertyNames.URL);
        }
    }

    /** Whether the factory of these parameters accepts every certificate. */
    static boolean acceptsAny(Properties parameters) {
        return ACCEPTS_ANY.equals(PGProperty.SSL_FACTORY.getOrDefault(parameters));
    }

    /** Whether a factory verifies a server's certificate even where only encryption is asked for. */
    public static boolean isAlways(String factory) {
        return factory != null && ALWAYS.contains(factory);
    }

    /** Whether a factory verifies it by {@code sslmode} and {@code sslrootcert}, as the usual one does. */
    public static boolean isByMode(String factory) {
        return factory == null || BY_MODE.contains(factory);
    }

    /** The file with the only certificate that the factory of these parameters accepts; null if it is none. */
    public static String onlyCertificate(Properties parameters) {
        String argument = PGProperty.SSL_FACTORY_ARG.getOrDefault(parameters);
        return BY_ONE.equals(PGProperty.SSL_FACTORY.getOrDefault(parameters))
                        && argument != null
                        && argument.startsWith(FILE)
                ? argument.substring(FILE.length())
                : null;
    }
}
