package dev.brickhouse.schema;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.RefusedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Which layout the orders have, or get. */
public final class Layouts {

    private Layouts() {}

    /**
     * The layout of the orders that are there, or else the one that is asked for.
     *
     * @param found the one that is there
     * @param requested null for whatever is there, or else {@link Layout#PLAIN}
     * @throws RefusedException if they have another layout than the one that is asked for
     */
    static Layout of(Optional<Layout> found, RetailSchema target, Layout requested) {
        refuseOther(found, target, requested);
        return found.orElse(requested == null ? Layout.PLAIN : requested);
    }

    /**
     * Makes sure that the orders that are there, if any, have the layout that is asked for. Parameters as above.
     *
     * @throws RefusedException if they have another one
     */
    public static void refuseOther(Optional<Layout> found, RetailSchema target, Layout requested) {
        conflict(found, target, requested).ifPresent(conflict -> {
            throw new RefusedException(conflict);
        });
    }

    /**
     * As {@link #of}, on a server that may not offer the layout.
     *
     * @throws RefusedException if they have another layout than the one that is asked for, or the server does not offer
     *     it
     */
    static Layout require(Connection connection, Optional<Layout> found, RetailSchema target, Layout requested)
            throws SQLException {
        refusal(connection, found, target, requested).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        return of(found, target, requested);
    }

    /**
     * The statements that give tables which were just made, without rows and constraints, the layout of those that are
     * there; none where it is a part of how they are made.
     */
    public static List<String> statements(Connection connection, RetailSchema target) throws SQLException {
        return isDistributed(connection, target) ? Distribution.statements(target) : List.of();
    }

    /** Whether the orders have the layout {@link Layout#CITUS}. */
    public static boolean isDistributed(Connection connection, RetailSchema target) throws SQLException {
        return SchemaContents.of(connection, target)
                .layout()
                .filter(Layout.CITUS::equals)
                .isPresent();
    }

    /** Why the layout cannot be had on this server, as one sentence; empty if it can. Parameters as above. */
    public static Optional<String> refusal(
            Connection connection, Optional<Layout> found, RetailSchema target, Layout requested) throws SQLException {
        Optional<String> conflict = conflict(found, target, requested);
        return conflict.isPresent() || requested != Layout.CITUS
                ? conflict
                : Distribution.whyUnavailable(connection)
                        .map(reason -> PropertyNames.LAYOUT + " is " + requested.label() + ", but " + reason
                                + " leave out " + PropertyNames.LAYOUT + "; nothing was changed.");
    }

    /** Why the layout that is asked for cannot be had, as one sentence; empty if it can. Parameters as above. */
    private static Optional<String> conflict(Optional<Layout> found, RetailSchema target, Layout requested) {
        if (requested == null || found.isEmpty() || found.get() == requested) {
            return Optional.empty();
        }
        return Optional.of("The orders in schema " + target.quoted() + " have the layout "
                + found.get().label()
                + ", and " + PropertyNames.LAYOUT + " asks for " + requested.label()
                + "; a table that is there keeps its layout, and nothing was changed; leave out "
                + PropertyNames.LAYOUT + ", choose another schema with " + PropertyNames.SCHEMA
                + ", or take a backup of the rows (" + PropertyNames.BACKUP_CONTENT
                + "=data), drop the schema, create it with the other layout and restore the backup.");
    }
}
