package dev.brickhouse.spark;

import dev.brickhouse.load.EncodedText;
import dev.brickhouse.load.RowWriter;
import dev.brickhouse.load.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Puts the values of the wanted columns into a batch for Spark, and passes over the others. For one thread. */
final class ColumnBatchWriter implements RowWriter {

    /** As Spark's own reader of Parquet has it. */
    static final int ROWS = 4096;

    private final WrittenColumn[] columns;
    private final NumberColumn[] numbers;
    private final TextColumn[] texts;
    private final ColumnarBatch batch;
    private int row;
    private int column;

    /** @param wanted the places of the wanted columns in the table, in the wanted order */
    ColumnBatchWriter(Table table, int[] wanted) {
        int all = table.columns().size();
        columns = new WrittenColumn[all];
        numbers = new NumberColumn[all];
        texts = new TextColumn[all];
        ColumnVector[] vectors = new ColumnVector[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            int place = wanted[i];
            switch (table.columns().get(place).type()) {
                case TEXT -> columns[place] = texts[place] = new TextColumn(ROWS);
                case INTEGER, NUMERIC, TIMESTAMP ->
                    columns[place] = numbers[place] = new NumberColumn(
                            SparkTypes.of(table.columns().get(place).type()), ROWS);
            }
            vectors[i] = columns[place];
        }
        batch = new ColumnarBatch(vectors);
    }

    /** Whether any column is wanted, rather than only how many rows there are. */
    boolean wantsValues() {
        return batch.numCols() > 0;
    }

    /** Begins a batch of so many rows, whose values replace those of the last one. */
    void begin(int rows) {
        for (WrittenColumn each : columns) {
            if (each != null) {
                each.clear();
            }
        }
        row = -1;
        batch.setNumRows(rows);
    }

    ColumnarBatch batch() {
        return batch;
    }

    @Override
    public void startRow() {
        row++;
        column = 0;
    }

    @Override
    public void integer(int value) {
        number(value);
    }

    private void number(long value) {
        NumberColumn target = numbers[column++];
        if (target != null) {
            target.put(row, value);
        }
    }

    @Override
    public void text(String value) {
        TextColumn target = texts[column++];
        if (target != null) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            target.put(row, bytes, bytes.length);
        }
    }

    @Override
    public void text(EncodedText value) {
        utf8(value.bytes(), value.bytes().length);
    }

    @Override
    public void utf8(byte[] buffer, int length) {
        TextColumn target = texts[column++];
        if (target != null) {
            target.put(row, buffer, length);
        }
    }

    @Override
    public void numeric(BigDecimal value) {
        number(value.setScale(SparkTypes.DECIMAL.scale(), RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact());
    }

    @Override
    public void timestamp(long micros) {
        number(micros);
    }

    @Override
    public void nullValue() {
        WrittenColumn target = columns[column++];
        if (target != null) {
            target.putNull(row);
        }
    }
}
