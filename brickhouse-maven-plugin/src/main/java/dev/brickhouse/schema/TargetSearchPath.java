package dev.brickhouse.schema;

import dev.brickhouse.sql.SqlText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lets unqualified names in a migration mean the target schema, where all that a migration names was made before. Behind it
 * stands what the session looks into by itself, since event triggers of the user's run meanwhile and may count on that.
 *
 * <p>Flyway itself only puts the target schema in front of the connection's own search path, and not even that if the
 * path's text begins with the same letters: a connection opened with {@code currentSchema=Retail} looks into
 * {@code retail}, and Flyway takes that for the schema {@code "Retail"}.
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
        try (PreparedStatement statement =
                context.getConnection().prepareStatement(SqlText.read(TargetSearchPath.class, "search-path.sql"))) {
            statement.setString(1, target.quoted());
            statement.execute();
        } catch (SQLException e) {
            throw new FlywayException("the search path could not be set", e);
        }
    }
}
