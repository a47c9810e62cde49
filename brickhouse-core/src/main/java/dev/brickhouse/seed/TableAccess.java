package dev.brickhouse.seed;

import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.seed.Obstacles.Obstacle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a goal that works on a seed in several transactions reads and writes, to be looked at before the first of them:
 * a later one that row security or a missing right stops would leave half of the work behind. For one thread.
 */
public final class TableAccess {

    private final Map<String, Set<String>> privileges = new TreeMap<>();
    private final Set<String> drawnFrom = new TreeSet<>();
    private final Set<String> moved = new TreeSet<>();
    private boolean refreshes;

    /** Needs rights on a table, such as SELECT. */
    public TableAccess to(String table, String... rights) {
        privileges.computeIfAbsent(table, first -> new TreeSet<>()).addAll(List.of(rights));
        return this;
    }

    /** Draws ids from the sequence of a table. */
    public TableAccess drawing(String table) {
        drawnFrom.add(table);
        return this;
    }

    /** Moves the sequence of a table. */
    public TableAccess moving(String table) {
        moved.add(table);
        return this;
    }

    /** Refreshes the materialized views. */
    public TableAccess refreshing() {
        refreshes = true;
        return this;
    }

    /**
     * Looks at all of it.
     *
     * @param purpose what cannot be done to the schema otherwise, such as "be seeded"
     * @throws RefusedException if anything is in the way, all of it named
     * @throws SQLException if the server refuses to tell
     */
    public void require(Connection connection, SeedTarget target, String purpose) throws SQLException {
        Obstacles obstacles = new Obstacles(target);
        List<Obstacle> found = new ArrayList<>(obstacles.ofAccess(connection, privileges));
        found.addAll(obstacles.ofSequences(connection, "USAGE", "USAGE, UPDATE", drawnFrom));
        found.addAll(obstacles.ofSequences(connection, "SELECT", "SELECT", moved));
        found.addAll(obstacles.ofSequences(connection, "UPDATE", "UPDATE", moved));
        if (refreshes) {
            found.addAll(obstacles.ofRefreshing(connection));
        }
        obstacles.refuse(found, purpose);
    }
}
