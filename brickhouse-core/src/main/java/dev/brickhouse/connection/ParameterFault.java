package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.Causes;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.settings.ServerVerification;
import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.PGProperty;

/**
 * A parameter of the URL that keeps the driver from connecting. For most of them it says so by the SQLSTATE of a lost
 * connection, and in the user's language, so what tells is the parameter's name or value among its words.
 */
final class ParameterFault {

    private static final List<PGProperty> CLASSES = List.of(
            PGProperty.SSL_FACTORY,
            PGProperty.SOCKET_FACTORY,
            PGProperty.SSL_HOSTNAME_VERIFIER,
            PGProperty.SSL_PASSWORD_CALLBACK,
            PGProperty.AUTHENTICATION_PLUGIN_CLASS_NAME,
            PGProperty.CONNECT_EXECUTOR);

    /** Such as socketTimeout, which nobody writes by chance. */
    private static final Pattern UNMISTAKABLE = Pattern.compile("[a-z]+[A-Z]\\w*");

    private static final String CORRECT = "; correct it there, or take it out.";

    private final SQLException failure;
    private final Properties parameters;

    private ParameterFault(SQLException failure, Properties parameters) {
        this.failure = failure;
        this.parameters = parameters;
    }

    /**
     * @param failure of the driver, without an answer of the server
     * @param connectTimeoutSeconds 0 for no limit
     * @return a remedy where it is known that a parameter is to blame
     */
    static Optional<String> of(SQLException failure, Properties parameters, int connectTimeoutSeconds) {
        ParameterFault fault = new ParameterFault(failure, parameters);
        return fault.ofClass()
                .or(fault::ofTrust)
                .or(fault::ofHostName)
                .or(fault::ofAddress)
                .or(fault::ofAuthentication)
                .or(fault::ofNegotiation)
                .or(() -> fault.ofTimeout(connectTimeoutSeconds))
                .or(fault::ofValue);
    }

    private Optional<String> ofClass() {
        return CLASSES.stream()
                .filter(each -> isNamed(each)
                        && (Causes.has(failure, ReflectiveOperationException.class)
                                || Causes.has(failure, ClassCastException.class)
                                || Causes.has(failure, LinkageError.class)))
                .findFirst()
                .map(each -> {
                    String start = described(each);
                    if (Causes.has(failure, ClassNotFoundException.class)
                            || Causes.has(failure, NoClassDefFoundError.class)) {
                        return start + " names a class that is not there; correct the name, take it out, or add its jar"
                                + " to the <dependencies> of the plugin.";
                    }
                    return Causes.find(failure, InvocationTargetException.class)
                            .map(e -> start + " cannot be set up, since it says: "
                                    + SqlProblems.oneLine(innermost(e).getMessage())
                                    + (each == PGProperty.SSL_FACTORY ? "; correct sslfactoryarg" : "; correct it")
                                    + ", or take it out.")
                            .orElse(start + " names a class that is of no use for this" + CORRECT);
                });
    }

    private static Throwable innermost(Throwable failure) {
        return Causes.of(failure).reduce(failure, (outer, inner) -> inner);
    }

    /** The advice of the usual class, to name a file and to do without, would change nothing. */
    private Optional<String> ofTrust() {
        boolean distrusted = Causes.distrustsCertificate(failure);
        return distrusted && !ServerVerification.isByMode(value(PGProperty.SSL_FACTORY))
                ? Optional.of(described(PGProperty.SSL_FACTORY)
                        + " does not trust the server's certificate; let it do so (SingleCertValidatingFactory by"
                        + " sslfactoryarg, DefaultJavaSSLFactory by Java's trust store), or take it out and name the"
                        + " certificate of who signed it with sslrootcert.")
                : Optional.empty();
    }

    private Optional<String> ofHostName() {
        return isNamed(PGProperty.SSL_HOSTNAME_VERIFIER)
                ? Optional.of(described(PGProperty.SSL_HOSTNAME_VERIFIER)
                        + " does not accept the server's certificate for this host; name the host as the certificate does"
                        + " with " + PropertyNames.HOST + ", or take it out.")
                : Optional.empty();
    }

    private Optional<String> ofAddress() {
        String address = value(PGProperty.LOCAL_SOCKET_ADDRESS);
        return address != null
                        && (Causes.has(failure, BindException.class)
                                || Causes.find(failure, UnknownHostException.class)
                                        .filter(e -> e.getMessage().startsWith(address))
                                        .isPresent())
                ? Optional.of(described(PGProperty.LOCAL_SOCKET_ADDRESS) + " is no address of this machine" + CORRECT)
                : Optional.empty();
    }

    private Optional<String> ofAuthentication() {
        return value(PGProperty.REQUIRE_AUTH) != null
                        && SqlState.SQLSERVER_REJECTED_ESTABLISHMENT_OF_SQLCONNECTION.equals(failure.getSQLState())
                        && says(PGProperty.REQUIRE_AUTH.getName())
                ? Optional.of("the server asks this user for another proof of identity than "
                        + described(PGProperty.REQUIRE_AUTH)
                        + " allows, or for none; correct it there, take it out, or change the server's pg_hba.conf.")
                : Optional.empty();
    }

    private Optional<String> ofNegotiation() {
        return "direct".equals(value(PGProperty.SSL_NEGOTIATION)) && Causes.has(failure, SSLException.class)
                ? Optional.of("the server does not take up " + described(PGProperty.SSL_NEGOTIATION)
                        + ", which needs PostgreSQL 17 or newer with encryption switched on; take it out.")
                : Optional.empty();
    }

    /** The driver may also wait by another limit, which counts if it is shorter. */
    private Optional<String> ofTimeout(int connectTimeoutSeconds) {
        String timeout = value(PGProperty.SOCKET_TIMEOUT);
        if (timeout == null
                || !timeout.matches("[1-9]\\d{0,8}")
                || !Causes.has(failure, SocketTimeoutException.class)) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(timeout);
        boolean first = (connectTimeoutSeconds == 0 || seconds < connectTimeoutSeconds)
                && TimeUnit.SECONDS.toMillis(seconds) < millisecondsForEncryption();
        return first
                ? Optional.of("the server took longer to answer than " + described(PGProperty.SOCKET_TIMEOUT)
                        + " allows; raise it, or take it out.")
                : Optional.empty();
    }

    private long millisecondsForEncryption() {
        String given = value(PGProperty.SSL_RESPONSE_TIMEOUT);
        return given.matches("\\d{1,9}") ? Long.parseLong(given) : Long.MAX_VALUE;
    }

    private Optional<String> ofValue() {
        return parameters.stringPropertyNames().stream()
                .filter(name -> isRejected(name, parameters.getProperty(name)))
                .findFirst()
                .map(name -> "the driver does not accept " + name + "=" + parameters.getProperty(name) + " in "
                        + PropertyNames.URL + CORRECT);
    }

    private boolean isRejected(String name, String value) {
        PGProperty known = PGProperty.forName(name);
        if (known == null
                || !UNMISTAKABLE.matcher(name).matches()
                || known.getChoices() != null
                        && Arrays.asList(known.getChoices()).contains(value)) {
            return false;
        }
        return says(name) || SqlState.INVALID_PARAMETER_VALUE.equals(failure.getSQLState()) && says(value);
    }

    private boolean isNamed(PGProperty parameter) {
        String value = value(parameter);
        return value != null
                && Causes.of(failure)
                        .filter(SQLException.class::isInstance)
                        .anyMatch(each -> String.valueOf(each.getMessage()).contains(value));
    }

    private boolean says(String word) {
        return !word.isEmpty() && String.valueOf(failure.getMessage()).contains(word);
    }

    private String value(PGProperty parameter) {
        String value = parameter.getOrDefault(parameters);
        return value == null || value.isEmpty() ? null : value;
    }

    private String described(PGProperty parameter) {
        return parameter.getName() + "=" + value(parameter) + " in " + PropertyNames.URL;
    }
}
