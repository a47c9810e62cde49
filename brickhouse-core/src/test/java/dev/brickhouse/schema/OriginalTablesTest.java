package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OriginalTablesTest {

    @Test
    void aColumnThatALaterMigrationAddsIsNotMissed() {
        ColumnDefinition added = new ColumnDefinition(4, "users", "locale", "text");
        List<ColumnDefinition> columns =
                Stream.concat(ColumnDefinition.ALL.stream(), Stream.of(added)).toList();

        assertThat(OriginalTables.differences(columns, name -> Optional.of(original(name))))
                .isEmpty();
    }

    private static Relation original(String table) {
        Map<String, String> columns = ColumnDefinition.of(table)
                .filter(ColumnDefinition::isOriginal)
                .collect(Collectors.toMap(ColumnDefinition::name, ColumnDefinition::type));
        return new Relation("r", true, true, false, false, Optional.empty(), columns);
    }

    @Test
    void saysOfEachTableWhatIsWrongWithIt() {
        Map<String, Relation> found = Map.of(
                "orders", new Relation("v", true, true, false, false, Optional.empty(), Map.of()),
                "users", new Relation("r", true, true, false, false, Optional.empty(), Map.of("user_id", "bigint")));

        assertThat(OriginalTables.differences(name -> Optional.ofNullable(found.get(name))))
                .contains(
                        "table \"products\" is missing",
                        "\"orders\" is not an ordinary table",
                        "column \"user_id\" of table \"users\" is bigint instead of integer",
                        "column \"email\" of table \"users\" is missing");
    }
}
