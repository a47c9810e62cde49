package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumberFormatTest {

    private final OrderNumberFormat format = new OrderNumberFormat();

    @Property
    void isThatOfTheFormatter(@ForAll @IntRange(min = 1) int orderId) {
        assertThat(formatted(orderId)).isEqualTo(String.format(Locale.ROOT, "ORD%06d", orderId));
    }

    @Property
    void isThatOfTheFormatterForTheDefaultVolumes(@ForAll @IntRange(min = 1, max = 3_000_000) int orderId) {
        assertThat(formatted(orderId)).isEqualTo(String.format(Locale.ROOT, "ORD%06d", orderId));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1,
                9,
                10,
                99,
                100,
                9_999,
                10_000,
                99_999,
                100_000,
                999_999,
                1_000_000,
                9_999_999,
                10_000_000,
                99_999_999,
                100_000_000,
                999_999_999,
                1_000_000_000,
                Integer.MAX_VALUE
            })
    void growsWhereSixDigitsAreTooFew(int orderId) {
        assertThat(formatted(orderId)).isEqualTo(String.format(Locale.ROOT, "ORD%06d", orderId));
    }

    @Test
    void everyRestOfTenThousandIsRight() {
        for (int rest = 0; rest < 10_000; rest++) {
            assertThat(formatted(12_340_000 + rest)).isEqualTo("ORD1234" + String.format(Locale.ROOT, "%04d", rest));
        }
    }

    private String formatted(int orderId) {
        int length = format.format(orderId);
        return new String(format.bytes(), 0, length, StandardCharsets.US_ASCII);
    }
}
