package dev.brickhouse.client;

import dev.brickhouse.config.PropertyNames;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The key by which PostgreSQL's own programs show the server who they are, so far as they can read it. */
public final class ClientKey {

    private static final String KEY = "PGSSLKEY";
    private static final String CERTIFICATE = "PGSSLCERT";

    /**
     * What to do where the server demands a certificate that they cannot show: a restore has no other way than psql.
     */
    static final String REMEDY =
            "name a certificate in PEM and its key, in PEM or DER and without a password, by sslcert and"
                    + " sslkey in " + PropertyNames.URL;

    /** What to do where pg_dump cannot read it, as a part of a sentence. */
    public static final String REMEDY_OF_BACKUP =
            REMEDY + ", or let a backup do without pg_dump by " + PropertyNames.BACKUP_WRITER + "=builtin";

    private ClientKey() {}

    /** Whether a key is in a PKCS-12 file, by whose name the driver decides. */
    public static boolean isStore(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    /** The file of the key, if it is a PKCS-12 file, which only Java reads. */
    public static Optional<String> unreadable(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(KEY)).filter(ClientKey::isStore);
    }

    /** Takes out what would make them fail even where the server demands no certificate. */
    static void removeUnreadable(Map<String, String> environment) {
        if (unreadable(environment).isPresent()) {
            environment.remove(KEY);
            // a PKCS-12 file holds it as well
            environment.remove(CERTIFICATE);
        }
    }
}
