package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Property(tries = 200)
    void takesATextExactlyWhenItFits(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String text,
            @ForAll @IntRange(min = 1, max = 40) int fits) {
        if (text.length() <= fits) {
            assertThat(ColumnChecks.text("brand", text, fits)).isEqualTo(text);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ColumnChecks.text("brand", text, fits))
                    .withMessage("brand '%s' has %d characters where %d fit", text, text.length(), fits);
        }
    }

    @Test
    void countsCharactersAsTheDatabaseDoes() {
        assertThat(ColumnChecks.text("brand", "\uD83E\uDD64\uD83E\uDD64", 2)).hasSize(4);
    }

    @Test
    void refusesAMissingOrBlankText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnChecks.text("brand", null, 10))
                .withMessage("brand is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnChecks.text("brand", "  ", 10))
                .withMessage("brand is missing");
    }

    @Test
    void refusesAPaddedText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnChecks.text("brand", "Fizzmont ", 10))
                .withMessage("brand 'Fizzmont ' begins or ends with white space");
    }

    @Test
    void refusesAnIdBelowOne() {
        assertThat(ColumnChecks.id("user_id", 1)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnChecks.id("user_id", 0))
                .withMessage("user_id is 0 where ids begin at 1");
    }
}
