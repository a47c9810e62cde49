package dev.brickhouse.connection;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.sql.Sql;
import dev.brickhouse.sql.SqlStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database system that speaks PostgreSQL's protocol and lacks what the plugin relies on, so that its goals would leave
 * half of their work behind. {@code other-systems.csv} is the only list of them.
 *
 * @param name as its vendor writes it
 * @param version what its {@code server_version} contains; empty where that does not tell
 * @param relation a relation that only it has, qualified; empty where there is none
 * @param lacks what it lacks, as the rest of a sentence
 */
record OtherSystem(String name, String version, String relation, String lacks) {

    private static final SqlStatements SQL = SqlStatements.read(OtherSystem.class, "sessions.sql", Map.of());

    private static final List<OtherSystem> ALL = Resources.csv(OtherSystem.class, "other-systems.csv").stream()
            .map(OtherSystem::of)
            .toList();

    private static OtherSystem of(NamedCsvRecord line) {
        return new OtherSystem(
                line.getField("name"), line.getField("version"), line.getField("relation"), line.getField("lacks"));
    }

    /** The one that a connection leads to; empty if it is PostgreSQL, or a system that works as it does. */
    static Optional<OtherSystem> of(Connection connection) throws SQLException {
        Optional<OtherSystem> known = ofVersion(connection.getMetaData().getDatabaseProductVersion());
        if (known.isPresent()) {
            return known;
        }
        for (OtherSystem system : ALL) {
            if (!system.relation.isEmpty()
                    && Sql.isTrue(connection, SQL.get("has-relation"), system.relation, system.relation)) {
                return Optional.of(system);
            }
        }
        return Optional.empty();
    }

    /** The one that a {@code server_version} tells of. */
    static Optional<OtherSystem> ofVersion(String version) {
        return ALL.stream()
                .filter(system -> !system.version.isEmpty() && version.contains(system.version))
                .findFirst();
    }
}
