package dev.brickhouse.schema;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets unqualified names in a migration mean the target schema, followed by what the session searches by itself: the
 * user's event triggers run during a migration and may rely on that.
 *
 * <p>Flyway itself only puts the target schema before the connection's own search path, and not even that if the path's
 * text begins with the same letters: a connection opened with {@code currentSchema=Retail} searches {@code retail}, and
 * Flyway takes that for the schema {@code "Retail"}.
 */
final class TargetSearchPath extends BaseCallback {

    private final RetailSchema target;

    TargetSearchPath(RetailSchema target) {
        this.target = target;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            SearchPath.putSearchableFirst(context.getConnection(), target.name());
        } catch (SQLException e) {
            throw new FlywayException("the search path could not be set", e);
        }
    }
}
