package dev.brickhouse.problem;

import dev.brickhouse.config.PropertyNames;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;

/** What to do where no connection comes about, which the driver tells by its causes rather than by an SQLSTATE. */
final class ConnectionRemedies {

    /**
     * The driver's own words, in the user's language, where a server accepts but never answers: there is no cause then.
     */
    private static final String LOGIN_TIMED_OUT = GT.tr("Connection attempt timed out.");

    /** The driver's default; its name is the same in every language of the message. */
    private static final String VERIFIER_OF_HOSTS = "PgjdbcHostnameVerifier";

    /** As the driver says that a URL demands more than there is. */
    private static final Pattern DEMAND = Pattern.compile("GSS(API)? [Ee]nc|[Cc]hannel [Bb]inding");

    private static final Pattern KEY_MANAGER = Pattern.compile("org\\.postgresql\\.ssl\\.\\w+KeyManager");

    private static final Pattern LOG_IN = Pattern.compile("org\\.postgresql\\.core\\.v3\\.ConnectionFactoryImpl");

    private static final Pattern TRUST = Pattern.compile("org\\.postgresql\\.ssl\\.LibPQFactory");

    private static final String NO_VERIFICATION =
            ", or set " + PropertyNames.SSL_MODE + "=require, which encrypts without verifying whom.";

    private static final String UNANSWERED = "the server did not answer in time; check " + PropertyNames.HOST
            + " and firewalls, and whether a connection pooler in between has a connection left, or raise "
            + PropertyNames.CONNECT_TIMEOUT + ".";

    private ConnectionRemedies() {}

    /** The driver's words for whatever is wrong with a PKCS-12 file. */
    private static final String ANY_FAULT_OF_STORE =
            GT.tr("Could not find a java cryptographic algorithm: X.509 CertificateFactory not available.");

    /** Whether nobody answered in time. */
    static boolean isTimeout(SQLException e) {
        return Causes.has(e, SocketTimeoutException.class) || LOGIN_TIMED_OUT.equals(e.getMessage());
    }

    /**
     * Where encrypting failed; empty if that is not the reason.
     *
     * @param answered whether the server itself has said what is wrong
     */
    static String ofEncryption(SQLException e, boolean answered) {
        if (isFromKeyManager(e)) {
            return "the client's certificate or its key cannot be used; check sslkey, sslcert and sslpassword in "
                    + PropertyNames.URL
                    + ": a key in PEM or DER has to be readable by you and without a password, and a"
                    + " PKCS-12 file needs the right one.";
        }
        if (Causes.distrustsCertificate(e)) {
            return "the server's certificate is not trusted; name the certificate of who signed it with sslrootcert in "
                    + PropertyNames.URL + NO_VERIFICATION;
        }
        if (Causes.has(e, GeneralSecurityException.class) && !Causes.has(e, SSLException.class) && isFrom(e, TRUST)) {
            return "the file of sslrootcert holds no certificate; name one that does with sslrootcert in "
                    + PropertyNames.URL + NO_VERIFICATION;
        }
        if (Causes.has(e, SSLException.class)) {
            return "the encrypted connection failed; check " + PropertyNames.SSL_MODE + ".";
        }
        String message = String.valueOf(e.getMessage());
        if (message.contains(VERIFIER_OF_HOSTS)) {
            return "the server's certificate is for another host; name the host as the certificate does with "
                    + PropertyNames.HOST + ", or set " + PropertyNames.SSL_MODE
                    + "=verify-ca, which does not compare the names.";
        }
        if (Causes.has(e, FileNotFoundException.class) && !answered) {
            return "a file with certificates cannot be read; name another with sslrootcert in " + PropertyNames.URL
                    + NO_VERIFICATION;
        }
        return "";
    }

    /** What the driver says of a client's key has the same code as a lost connection, and is in the user's language. */
    private static boolean isFromKeyManager(SQLException e) {
        if (String.valueOf(e.getMessage()).startsWith("private key file")) {
            // the driver gives its outermost exception the stack of whoever waited for it
            return true;
        }
        return isFrom(e, KEY_MANAGER);
    }

    private static boolean isFrom(Throwable e, Pattern className) {
        return Causes.of(e)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .anyMatch(frame -> className.matcher(frame.getClassName()).matches());
    }

    /** Those of the cause, where the driver's own name a false one. */
    static Optional<String> wordsOfKeyManager(SQLException e) {
        return ANY_FAULT_OF_STORE.equals(e.getMessage()) && e.getCause() != null
                ? Optional.of(SqlProblems.oneLine(e.getCause().getMessage()))
                : Optional.empty();
    }

    /** Where a time limit ended the wait for an answer; empty if that is not the reason. */
    static String ofTimeout(SQLException e) {
        if (!SqlState.CONNECTION_FAILURE.equals(e.getSQLState()) || !Causes.has(e, SocketTimeoutException.class)) {
            return "";
        }
        return isFrom(e, LOG_IN)
                ? UNANSWERED
                : "the server took longer to answer than socketTimeout in " + PropertyNames.URL
                        + " allows; raise it there, or take it out.";
    }

    static String ofUnreachable(SQLException e) {
        if (Causes.has(e, UnknownHostException.class)) {
            return "there is no such host; check " + PropertyNames.HOST + " (" + PropertyNames.ENV_HOST + ").";
        }
        if (isTimeout(e)) {
            return UNANSWERED;
        }
        if (Causes.has(e, ConnectException.class) || Causes.has(e, NoRouteToHostException.class)) {
            return "no server is listening there; check " + PropertyNames.HOST + " and " + PropertyNames.PORT
                    + ", or start it.";
        }
        if (e.getMessage() != null && e.getMessage().contains("password")) {
            return "the server asks for a password and none was given; set " + PropertyNames.PASSWORD + ", "
                    + PropertyNames.ENV_PASSWORD + ", " + PropertyNames.SERVER_ID + " or ~/.pgpass.";
        }
        Matcher demand = DEMAND.matcher(String.valueOf(e.getMessage()));
        if (demand.find()) {
            boolean gss = demand.group().startsWith("GSS");
            return "the server does not offer what this connection demands; take "
                    + (gss ? "gssEncMode=require" : "channelBinding=require") + " out of " + PropertyNames.URL
                    + (gss ? "." : ", or let the server ask for a password by SCRAM over an encrypted connection.");
        }
        return "the server refused the connection; check " + PropertyNames.HOST + ", " + PropertyNames.PORT + " and "
                + PropertyNames.SSL_MODE + ".";
    }
}
