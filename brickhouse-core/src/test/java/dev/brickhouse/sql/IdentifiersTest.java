package dev.brickhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Test
    void quotesEvenWhatNeedsNoQuotes() {
        assertThat(Identifiers.quote("orders")).isEqualTo("\"orders\"");
    }

    @Test
    void doublesQuotesInside() {
        assertThat(Identifiers.quote("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void quotesBothPartsOfAQualifiedName() {
        assertThat(Identifiers.qualify("my.schema", "Orders")).isEqualTo("\"my.schema\".\"Orders\"");
    }

    @Test
    void refusesTheCharacterNul() {
        assertThatThrownBy(() -> Identifiers.quote("a\0b"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "A name in the database must not contain the character NUL, as this one does: \"a?b\"; choose another.");
    }

    @Test
    void refusesAnEmptyName() {
        assertThatThrownBy(() -> Identifiers.quote("")).isInstanceOf(ConfigurationException.class);
    }

    @Property
    void noNameCanEndItsOwnQuotes(
            @ForAll @StringLength(min = 1, max = 20) @CharRange(from = '\u0001', to = '~') String name) {
        String quoted = Identifiers.quote(name);
        String inside = quoted.substring(1, quoted.length() - 1);

        assertThat(quoted).startsWith("\"").endsWith("\"");
        assertThat(inside.replace("\"\"", "")).doesNotContain("\"");
        assertThat(inside.replace("\"\"", "\"")).isEqualTo(name);
    }
}
