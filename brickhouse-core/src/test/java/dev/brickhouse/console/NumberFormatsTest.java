package dev.brickhouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatsTest {

    @ParameterizedTest
    @CsvSource({
        "1,row,1 row",
        "0,row,0 rows",
        "242291,row,'242,291 rows'",
        "2,index,2 indexes",
        "1,index,1 index",
        "3,retry,3 retries",
        "2,key,2 keys"
    })
    void aCountAgreesWithItsNoun(long number, String noun, String expected) {
        assertThat(NumberFormats.count(number, noun)).isEqualTo(expected);
    }
}
