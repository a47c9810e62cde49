package dev.brickhouse.grant;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.RetailSchema;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which accounts get rights, and where.
 *
 * @param schema the schema of the tables and that of the views
 * @param service the account that reads and writes the tables
 * @param analytics the account that only reads, the views too
 */
public record GrantRequest(RetailSchema schema, Optional<Account> service, Optional<Account> analytics) {

    /** @throws ConfigurationException if there is no account, or both are the same role */
    public GrantRequest {
        if (service.isEmpty() && analytics.isEmpty()) {
            throw new ConfigurationException(PropertyNames.GRANT_SERVICE_USER + " and "
                    + PropertyNames.GRANT_ANALYTICS_USER
                    + " are both none, which leaves nothing to do; name at least one of the roles.");
        }
        if (service.map(Account::role).equals(analytics.map(Account::role))) {
            throw new ConfigurationException(PropertyNames.GRANT_SERVICE_USER + " and "
                    + PropertyNames.GRANT_ANALYTICS_USER + " are both \""
                    + service.orElseThrow().role()
                    + "\"; the account that only reads needs a name of its own.");
        }
    }

    Stream<Account> accounts() {
        return Stream.concat(service.stream(), analytics.stream());
    }
}
