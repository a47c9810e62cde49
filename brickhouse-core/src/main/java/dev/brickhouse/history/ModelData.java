package dev.brickhouse.history;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the model's tables, CSV resources beside this class with a reason in every line. */
final class ModelData {

    private ModelData() {}

    static List<NamedCsvRecord> read(String resource) {
        try (InputStream stream = ModelData.class.getResourceAsStream(resource);
                CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The model table " + resource + " cannot be read", e);
        }
    }

    static double number(NamedCsvRecord line, String column) {
        return Double.parseDouble(line.getField(column));
    }
}
