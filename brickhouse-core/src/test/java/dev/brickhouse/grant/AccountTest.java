package dev.brickhouse.grant;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.RetailSchema;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "pg_reader",
                "PUBLIC",
                "a\0b",
                "a-name-of-more-than-sixty-three-bytes-that-postgresql-would-cut-off"
            })
    void aNameThatPostgresqlDoesNotTakeIsRefused(String name) {
        assertThatThrownBy(() -> account(name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("the.setting ");
    }

    @Test
    void oneRoleForBothIsRefused() {
        assertThatThrownBy(() -> new GrantRequest(
                        new RetailSchema("a", "b"), Optional.of(account("same")), Optional.of(account("same"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("are both \"same\"");
    }

    @Test
    void noRoleAtAllIsRefused() {
        assertThatThrownBy(() -> new GrantRequest(new RetailSchema("a", "b"), Optional.empty(), Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("are both none");
    }

    private static Account account(String name) {
        return new Account(name, "the.setting", Optional.empty(), "");
    }
}
