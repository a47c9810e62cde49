package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginalTablesTest {

    @Test
    void knowsTheFiveTablesInTheOrderOfTheirReferences() {
        assertThat(OriginalTables.NAMES).containsExactly("products", "stores", "users", "inventory", "orders");
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
