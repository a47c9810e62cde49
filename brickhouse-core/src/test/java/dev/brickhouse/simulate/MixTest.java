package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.ConfigurationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {

    @Test
    void takesEveryOperationIfNothingIsGiven() {
        assertThat(Mix.parse(" "))
                .hasToString(
                        "place=20,approve=18,fulfill=17,cancel=2,sell=25,receive=4,list=8,kpis=1,low-stock=3,trends=2");
    }

    @Test
    void takesWhatIsNamedAndNothingElse() {
        Mix mix = Mix.parse("low-stock = 3, place=0 ,list=1");

        assertThat(mix.has(Operation.LOW_STOCK)).isTrue();
        assertThat(mix.has(Operation.PLACE)).isFalse();
        assertThat(mix.has(Operation.SELL)).isFalse();
        assertThat(mix.draw(0)).isEqualTo(Operation.LIST);
        assertThat(mix.draw(0.24)).isEqualTo(Operation.LIST);
        assertThat(mix.draw(0.26)).isEqualTo(Operation.LOW_STOCK);
    }

    @Test
    void sharesOfKindsGoToTheirOperationsInTheDefaultProportions() {
        Mix mix = Mix.parse("select=70,insert=20,update=10");

        assertThat(mix)
                .hasToString(
                        "place=20,approve=2.73,fulfill=2.58,cancel=0.3,sell=3.79,receive=0.61,list=40,kpis=5,low-stock=15,trends=10");
        int selects = 0;
        for (int i = 0; i < 1000; i++) {
            selects += mix.draw(i / 1000.0).kind() == Operation.Kind.SELECT ? 1 : 0;
        }
        assertThat(selects).isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "read-heavy", "write-heavy", "read-only", "order-entry", "dashboards"})
    void everyNamedMixCanBeRead(String name) {
        Mix mix = Mix.parse(name);

        assertThat(mix.draw(0)).isNotNull();
        assertThat(mix.draw(Math.nextDown(1.0))).isNotNull();
        assertThat(mix.has(Operation.PLACE)).isEqualTo(!name.equals("read-only") && !name.equals("dashboards"));
    }

    @Property
    void neverDrawsWhatHasNoShare(@ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double unit) {
        assertThat(Mix.parse("place=3,sell=0,trends=4").draw(unit)).isIn(Operation.PLACE, Operation.TRENDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plcae=1",
                "place",
                "place=",
                "place=-1",
                "place=1.5",
                "place=1,place=2",
                "place=0,sell=0",
                ",",
                "place=1000001",
                "select=1,list=1",
                "readheavy"
            })
    void refusesWhatItCannotUseInOneSentence(String text) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Mix.parse(text))
                .withMessageStartingWith("brickhouse.simulate.mix ")
                .withMessageContaining("low-stock")
                .withMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource({"fulfil=1, fulfill", "plcae=1, place", "selects=1, select", "readheavy, read-heavy"})
    void asksWhatWasMeant(String text, String meant) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Mix.parse(text))
                .withMessageContaining("(did you mean " + meant + "?), but");
    }
}
