package dev.brickhouse.demand;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables of a model, CSV resources beside its classes with a reason in every line. */
public final class ModelData {

    private ModelData() {}

    /** @param model a class of the model */
    public static List<NamedCsvRecord> read(Class<?> model, String resource) {
        try (InputStream stream = model.getResourceAsStream(resource);
                CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The model table " + resource + " cannot be read", e);
        }
    }

    public static double number(NamedCsvRecord line, String column) {
        return Double.parseDouble(line.getField(column));
    }
}
