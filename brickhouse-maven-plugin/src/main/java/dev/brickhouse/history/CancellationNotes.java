package dev.brickhouse.history;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.random.AliasTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why an order was cancelled, in review or after its approval. Immutable. */
public final class CancellationNotes {

    private final String[] notes;
    private final AliasTable weights;

    /** @param stage where the order was cancelled: {@code review} or {@code approved} */
    public CancellationNotes(String stage) {
        List<NamedCsvRecord> lines = ModelData.read("cancellation-notes.csv").stream()
                .filter(line -> line.getField("stage").equals(stage))
                .toList();
        notes = lines.stream().map(line -> line.getField("note")).toArray(String[]::new);
        weights = AliasTable.of(lines.stream()
                .mapToDouble(line -> ModelData.number(line, "weight"))
                .toArray());
    }

    /** How likely each note is. */
    Map<String, Double> probabilities() {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < notes.length; i++) {
            probabilities.put(notes[i], weights.probability(i));
        }
        return probabilities;
    }

    /** Draws a note. */
    public String draw(long bits) {
        return notes[weights.draw(bits)];
    }
}
