package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationRequestTest {

    @ParameterizedTest
    @CsvSource({
        "0,0,1,0,0,workers is '0'",
        "1001,0,1,0,0,workers is '1001'",
        "1,-1,1,0,0,rate is '-1'",
        "1,NaN,1,0,0,rate is 'NaN'",
        "1,0,0,0,0,clock is '0'",
        "1,0,1,-1,0,orders is '-1'",
        "1,0,1,0,-1,products is '-1'"
    })
    void refusesWhatIsOutOfRange(int workers, double rate, double clock, long orders, int products, String problem) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> request(workers, "place=1", rate, clock, orders, products))
                .withMessageStartingWith("brickhouse.simulate." + problem + ", but it has to be a ")
                .withMessageContaining("number");
    }

    @Test
    void refusesToWaitForOrdersThatTheMixDoesNotPlace() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> request(1, "list=1", 0, 1, 5, 0))
                .withMessageContaining("brickhouse.simulate.orders is 5, but brickhouse.simulate.mix places none");
    }

    @Test
    void lastsThirtySecondsByDefault() {
        assertThat(request(1, "place=1", 0, 1, 0, 0).duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(request(1, "place=1", 0, 1, 5, 0).duration()).isNull();
    }

    @Test
    void aPatternPassesADayInTheTimeThatThereIsAndNeedsARate() {
        SimulationRequest.Builder builder = SimulationRequest.builder()
                .pattern(LoadPattern.parse("rush", Path.of("")))
                .duration(Duration.ofSeconds(60));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("brickhouse.simulate.pattern is rush, but without brickhouse.simulate.rate");
        assertThat(builder.rate(10.0).build().clock()).isEqualTo(1440);
        assertThat(builder.duration(Duration.ofSeconds(30)).build().clock()).isEqualTo(2880);
        assertThat(builder.clock(100.0).build().clock()).isEqualTo(100);
    }

    @Test
    void ordersAreWaitedForOnlyIfThePatternPlacesSome(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("reads.csv"), "from,load,mix\n00:00,1,read-only\n12:00,0,order-entry\n");
        Files.writeString(folder.resolve("orders.csv"), "from,load,mix\n00:00,1,\n12:00,1,order-entry\n");
        SimulationRequest.Builder builder =
                SimulationRequest.builder().rate(10.0).orders(5L);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(builder.pattern(LoadPattern.parse("reads.csv", folder))::build)
                .withMessageContaining("places none");
        assertThat(builder.pattern(LoadPattern.parse("orders.csv", folder))
                        .mix(Mix.parse("read-only"))
                        .build()
                        .orders())
                .isEqualTo(5);
    }

    @Test
    void theWarmUpHasLoadWhereThePatternBeginsWithNone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("late.csv"), "from,load\n00:00,0\n08:00,1\n");

        SimulationRequest warmUp = SimulationRequest.builder()
                .rate(10.0)
                .pattern(LoadPattern.parse("late.csv", folder))
                .warmUp(Duration.ofSeconds(20))
                .duration(Duration.ofMinutes(5))
                .build()
                .forWarmUp();

        assertThat(warmUp.duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(warmUp.pattern().load(null).applyAsDouble(LocalDateTime.of(2026, 11, 24, 0, 0)))
                .isPositive();
    }

    private static SimulationRequest request(
            int workers, String mix, double rate, double clock, long orders, int products) {
        return SimulationRequest.builder()
                .workers(workers)
                .mix(Mix.parse(mix))
                .rate(rate)
                .clock(clock)
                .orders(orders)
                .products(products)
                .build();
    }
}
