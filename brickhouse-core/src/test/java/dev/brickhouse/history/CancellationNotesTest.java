package dev.brickhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brickhouse.history.CancellationNotes.Cause;
import dev.brickhouse.random.CounterRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CancellationNotesTest {

    private static final int DRAWS = 20_000;

    private final CancellationNotes inReview = new CancellationNotes("review");
    private final CancellationNotes afterApproval = new CancellationNotes("approved");

    @Test
    void threeInTenOfTheRequestsThatAreRejectedAreDuplicates() {
        assertThat(share(inReview, Cause.DUPLICATE)).isCloseTo(0.3, within(0.02));
        assertThat(share(inReview, Cause.QUANTITY)).isCloseTo(0.22, within(0.02));
    }

    @Test
    void whatWasApprovedIsNoDuplicateAndNotTooMuch() {
        assertThat(share(afterApproval, Cause.DUPLICATE)).isZero();
        assertThat(share(afterApproval, Cause.QUANTITY)).isZero();
    }

    @Test
    void aNoteThatFitsAnyOrderSaysNothingAboutIt() {
        assertThat(bits().map(inReview::drawOther).mapToObj(drawn -> inReview.cause((int) drawn)))
                .containsOnly(Cause.OTHER);
        assertThat(bits().mapToObj(inReview::drawFitting).distinct())
                .isNotEmpty()
                .noneMatch(note ->
                        note.matches("(?i).*(duplicate|exceeds|budget|stand-in|delisted|holiday|leave|refit|pack).*"));
    }

    private static double share(CancellationNotes notes, Cause cause) {
        return bits().filter(bits -> notes.cause(notes.draw(bits)) == cause).count() / (double) DRAWS;
    }

    private static LongStream bits() {
        return LongStream.range(0, DRAWS).map(i -> CounterRandom.base(42, i));
    }
}
