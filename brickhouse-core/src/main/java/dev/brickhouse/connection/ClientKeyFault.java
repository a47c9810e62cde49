package dev.brickhouse.connection;

import dev.brickhouse.client.ClientKey;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.Causes;
import dev.brickhouse.problem.SqlState;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.PGProperty;

/**
 * What is wrong with the key of a client, which neither the server nor the driver says: the one ends the connection
 * without a word, the other sends nothing.
 */
final class ClientKeyFault {

    /** The only entry of a PKCS-12 file that the driver looks for. */
    private static final String ENTRY = "user";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    /** By which a key signs, by the name of its algorithm. */
    private enum Algorithm {
        RSA("SHA256withRSA"),
        EC("SHA256withECDSA"),
        EdDSA("EdDSA");

        private final String signature;

        Algorithm(String signature) {
            this.signature = signature;
        }
    }

    private ClientKeyFault() {}

    /**
     * @param answered whether the server itself has said what is wrong
     * @return a remedy where the key is to blame
     */
    static Optional<String> of(SQLException failure, boolean answered, Properties parameters) {
        String key = PGProperty.SSL_KEY.getOrDefault(parameters);
        String certificate = PGProperty.SSL_CERT.getOrDefault(parameters);
        if (key == null) {
            return Optional.empty();
        }
        if (ClientKey.isStore(key)) {
            return answered && asksForCertificate(failure) && lacksEntry(key, parameters)
                    ? Optional.of("sslkey in " + PropertyNames.URL + " is a PKCS-12 file without an entry named "
                            + ENTRY + ", the only one that is sent; make it by openssl pkcs12 -export … -name " + ENTRY
                            + ".")
                    : Optional.empty();
        }
        boolean unreadable = isUnreadable(failure, key);
        if (answered || certificate == null || !unreadable && !isBrokenOff(failure)) {
            return Optional.empty();
        }
        try {
            return belongTogether(Path.of(key), Path.of(certificate))
                    ? Optional.empty()
                    : Optional.of("the key of sslkey in " + PropertyNames.URL + " (" + key
                            + ") does not belong to the certificate of sslcert (" + certificate
                            + "); name two that belong together.");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return unreadable
                    ? Optional.empty()
                    : Optional.of("the server broke off the encrypted connection; make sure that the key of sslkey in "
                            + PropertyNames.URL + " belongs to the certificate of sslcert, and look into the server's"
                            + " log.");
        }
    }

    /** As a server does whom a key does not convince. */
    private static boolean isBrokenOff(SQLException failure) {
        return Causes.of(failure)
                        .anyMatch(cause -> cause instanceof EOFException
                                || cause instanceof SSLException
                                || cause.getClass() == SocketException.class)
                && !Causes.distrustsCertificate(failure);
    }

    /** As the driver says of a key that is of another algorithm than the certificate. */
    private static boolean isUnreadable(SQLException failure, String key) {
        return Causes.has(failure, InvalidKeySpecException.class)
                || String.valueOf(failure.getMessage()).contains(key);
    }

    private static boolean asksForCertificate(SQLException failure) {
        return SqlState.INVALID_AUTHORIZATION_SPECIFICATION.equals(failure.getSQLState())
                && String.valueOf(failure.getMessage()).contains("client certificate");
    }

    /** Whether that is certain. */
    private static boolean lacksEntry(String file, Properties parameters) {
        String password = PGProperty.SSL_PASSWORD.getOrDefault(parameters);
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password == null ? null : password.toCharArray());
            return !store.isKeyEntry(ENTRY);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean belongTogether(Path keyFile, Path certificateFile)
            throws IOException, GeneralSecurityException {
        byte[] content = Files.readAllBytes(keyFile);
        Matcher pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(pem.find() ? Base64.getMimeDecoder().decode(pem.group(1)) : content);
        PublicKey certified;
        try (InputStream in = Files.newInputStream(certificateFile)) {
            certified = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
        }
        for (Algorithm algorithm : List.of(Algorithm.values())) {
            PrivateKey key;
            try {
                key = KeyFactory.getInstance(algorithm.name()).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // it is of another algorithm
                continue;
            }
            return certified.getAlgorithm().equals(algorithm.name()) && verifies(certified, key, algorithm);
        }
        throw new InvalidKeySpecException("It is of an unknown algorithm, or has a password");
    }

    private static boolean verifies(PublicKey certified, PrivateKey key, Algorithm algorithm)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.signature);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        return signature.verify(signed);
    }
}
