package dev.brickhouse.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNamesTest {

    private static final List<String> KNOWN = List.of(
            "approvedOrders",
            "backup.format",
            "backup.skip",
            "cancelledOrders",
            "dryRun",
            "fulfilledOrders",
            "restore.skip",
            "scale",
            "schema",
            "schema.skip",
            "seed.skip",
            "skip",
            "validate.skip");

    @ParameterizedTest
    @CsvSource({
        "fulfiledOrders, fulfilledOrders",
        "dryrun, dryRun",
        "schemaa, schema",
        "scehma, schema",
        "skp, skip",
        "backup.formt, backup.format",
        "backup.scale, scale",
        "format, backup.format",
        "fulfilled, fulfilledOrders",
        "sedd.skip, seed.skip"
    })
    void findsWhatWasMeant(String unknown, String meant) {
        assertThat(NearestNames.to(unknown, KNOWN)).containsExactly(meant);
    }

    @Test
    void namesUpToThreeThatAreEquallyNear() {
        assertThat(NearestNames.to("skip", List.of("d.skip", "b.skip", "c.skip", "a.skip")))
                .containsExactly("a.skip", "b.skip", "c.skip");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(NearestNames.to("profile", KNOWN)).isEmpty();
    }

    @Test
    void asksForThem() {
        assertThat(NearestNames.question("sca", KNOWN, name -> '<' + name + '>'))
                .isEqualTo(" (did you mean <scale>?)");
        assertThat(NearestNames.question("x.skip", List.of("a.skip", "b.skip"), name -> name))
                .isEqualTo(" (did you mean a.skip or b.skip?)");
        assertThat(NearestNames.question("profile", KNOWN, name -> name)).isEmpty();
    }
}
