package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.resource.Resources;
import dev.brickhouse.schema.Definition.Kind;
import dev.brickhouse.schema.Drift.Found;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds definitions.csv and columns.csv against the migrations: what {@code schema} repairs and {@code validate} expects. */
class DefinitionsIT {

    @Test
    void areThoseOfTheMigrations() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            TestSchemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Console.SILENT);
            List<String> made = made(database);

            assertThat(listed(2))
                    .as("the lines of definitions.csv; these are the right ones:%n%s", String.join("\n", made))
                    .containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void ofVersion1AreThoseOfTheOriginalTool() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(Resources.text(TestDatabase.class, "original-tables.sql"));
            database.execute(Resources.text(TestDatabase.class, "original-analytics.sql"));

            assertThat(listed(1)).containsExactlyInAnyOrderElementsOf(made(database));
        }
    }

    @Test
    void columnsAreThoseOfTheMigrations() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, null, Console.SILENT);

            assertThat(database.rows("""
                    SELECT attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod)
                      FROM pg_attribute
                     WHERE attrelid::regclass::text IN ('products', 'stores', 'users', 'inventory', 'orders')
                       AND attnum > 0 AND NOT attisdropped
                    """))
                    .containsExactlyInAnyOrderElementsOf(ColumnDefinition.ALL.stream()
                            .map(column -> column.table() + ' ' + column.name() + ' ' + column.type())
                            .toList());
        }
    }

    @Test
    void standInTheOrderInWhichTheyCanBeMade() {
        List<Kind> kinds =
                Definition.of(Layout.PLAIN).stream().map(Definition::kind).toList();

        assertThat(kinds).isSorted();
    }

    private static List<String> listed(int version) {
        return Definition.of(Layout.PLAIN).stream()
                .filter(definition -> definition.version() <= version)
                .map(definition -> line(definition.kind(), definition.table(), definition.name(), definition.text()))
                .toList();
    }

    private static List<String> made(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = public");
            List<Found> found = DriftDetector.found(connection, RetailSchema.DEFAULT, database.rows("""
                    SELECT relname FROM pg_class
                     WHERE relnamespace IN ('public'::regnamespace, 'analytics'::regnamespace) AND relkind IN ('r', 'm')
                       AND relname <> 'brickhouse_schema_history'
                    """));
            assertThat(found).allMatch(there -> there.fault() == null);
            return found.stream()
                    .map(there -> line(there.kind(), there.table(), there.name(), there.definition()))
                    .collect(Collectors.toList());
        }
    }

    private static String line(Kind kind, String table, String name, String definition) {
        return String.join(
                ",",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                table,
                name,
                definition.contains(",") ? '"' + definition + '"' : definition);
    }
}
