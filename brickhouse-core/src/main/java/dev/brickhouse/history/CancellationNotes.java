package dev.brickhouse.history;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.random.AliasTable;
import dev.brickhouse.resource.Resources;
import java.util.List;
import java.util.Locale;

/** Why orders are cancelled, in review or after their approval. Immutable. */
public final class CancellationNotes {

    /** What a note says about its order besides the fact that it was cancelled. */
    enum Cause {
        /** The same request was made before. */
        DUPLICATE,
        /** The order is a large one. */
        QUANTITY,
        /** It was placed late in a month. */
        BUDGET,
        /** It was placed while the shop's manager was away. */
        STAND_IN,
        /** Its product is about to be delisted. */
        DELISTING,
        /** Its product was short in the warehouse. */
        SHORTAGE,
        /** It was placed shortly before a holiday. */
        HOLIDAY,
        /** Its shop is far away. */
        FAR,
        /** It takes much room. */
        BULKY,
        /** The promotion of its product was about to end. */
        PROMOTION,
        /** Nothing that can be seen in the order. */
        OTHER
    }

    private final String[] notes;
    private final Cause[] causes;
    private final AliasTable all;
    private final AliasTable others;

    /** @param stage where the order was cancelled: {@code review} or {@code approved} */
    public CancellationNotes(String stage) {
        List<NamedCsvRecord> lines = Resources.csv(CancellationNotes.class, "cancellation-notes.csv").stream()
                .filter(line -> line.getField("stage").equals(stage))
                .toList();
        notes = lines.stream().map(line -> line.getField("note")).toArray(String[]::new);
        causes = lines.stream()
                .map(line -> Cause.valueOf(line.getField("cause").toUpperCase(Locale.ROOT)))
                .toArray(Cause[]::new);
        double[] weights = lines.stream()
                .mapToDouble(line -> Resources.number(line, "weight"))
                .toArray();
        all = AliasTable.of(weights);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = causes[i] == Cause.OTHER ? weights[i] : 0;
        }
        others = AliasTable.of(weights);
    }

    /** Draws a note of any cause; pass it to {@link #note} and {@link #cause}. */
    int draw(long bits) {
        return all.draw(bits);
    }

    /** Draws a note that says nothing about the order. */
    int drawOther(long bits) {
        return others.draw(bits);
    }

    String note(int drawn) {
        return notes[drawn];
    }

    Cause cause(int drawn) {
        return causes[drawn];
    }

    /** Draws the text of a note that fits any order. */
    public String drawFitting(long bits) {
        return notes[others.draw(bits)];
    }
}
