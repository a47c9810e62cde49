package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.schema.OriginalTables.FoundTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginalTablesTest {

    @Test
    void knowsTheFiveTablesInTheOrderOfTheirReferences() {
        assertThat(OriginalTables.NAMES).containsExactly("products", "stores", "users", "inventory", "orders");
    }

    @Test
    void saysOfEachTableWhatIsWrongWithIt() {
        Map<String, FoundTable> found = Map.of(
                "orders", new FoundTable(false, Map.of()),
                "users", new FoundTable(true, Map.of("user_id", "bigint")));

        assertThat(OriginalTables.differences(found))
                .contains(
                        "table \"products\" is missing",
                        "\"orders\" is not an ordinary table",
                        "column \"user_id\" of table \"users\" is bigint instead of integer",
                        "column \"email\" of table \"users\" is missing");
    }
}
