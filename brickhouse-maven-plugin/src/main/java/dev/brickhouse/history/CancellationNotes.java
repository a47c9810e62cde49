package dev.brickhouse.history;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.random.AliasTable;
import java.util.List;

/** Why an order was cancelled, in review or after its approval. Immutable. */
final class CancellationNotes {

    private final String[] notes;
    private final AliasTable weights;

    CancellationNotes(String stage) {
        List<NamedCsvRecord> lines = ModelData.read("cancellation-notes.csv").stream()
                .filter(line -> line.getField("stage").equals(stage))
                .toList();
        notes = lines.stream().map(line -> line.getField("note")).toArray(String[]::new);
        weights = AliasTable.of(lines.stream()
                .mapToDouble(line -> ModelData.number(line, "weight"))
                .toArray());
    }

    String draw(long bits) {
        return notes[weights.draw(bits)];
    }
}
