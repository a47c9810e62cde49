package dev.brickhouse.grant;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.sql.Identifiers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A role that an application logs in as.
 *
 * @param role its name, unquoted
 * @param setting the property that names it
 * @param password its password, if one was given
 * @param passwordHint where a password can be given, for the sentence that asks for one
 */
public record Account(String role, String setting, Optional<String> password, String passwordHint) {

    private static final Set<String> RESERVED = Set.of("public", "none", "current_user", "session_user");

    /** @throws ConfigurationException if PostgreSQL accepts no role of that name */
    public Account {
        if (role.isBlank() || role.indexOf('\0') >= 0) {
            throw new ConfigurationException(
                    setting + " must not be blank or hold the character NUL; give it the name of a role.");
        }
        if (Identifiers.isTooLong(role)) {
            throw new ConfigurationException(setting + " is \"" + role + "\", which is longer than the "
                    + Identifiers.LONGEST_IN_BYTES + " bytes that PostgreSQL allows for a name; choose a shorter one.");
        }
        if (role.startsWith("pg_") || RESERVED.contains(role.toLowerCase(Locale.ROOT))) {
            throw new ConfigurationException(setting + " is \"" + role
                    + "\", a name that PostgreSQL reserves; choose another name for the role.");
        }
    }

    @Override
    public String toString() {
        return "Account[" + role + "]";
    }
}
