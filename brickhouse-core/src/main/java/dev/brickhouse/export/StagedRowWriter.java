package dev.brickhouse.export;

import dev.brickhouse.load.Table;
import dev.brickhouse.problem.RefusedException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.function.LongConsumer;

/** Writes rows on their way to Parquet: as CSV without a header, and only what the types of Parquet can hold. */
final class StagedRowWriter extends CsvRowWriter {

    private static final int DIGITS = 10;
    private static final int DECIMALS = 2;

    StagedRowWriter(Table table, OutputStream out, LongConsumer progress) {
        super(table, out, false, progress);
    }

    /** DuckDB would round it. */
    @Override
    void numericValue(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() > DECIMALS || plain.precision() - plain.scale() > DIGITS - DECIMALS) {
            throw new RefusedException("The database holds the number " + value.toPlainString()
                    + ", which the type DECIMAL(" + DIGITS + "," + DECIMALS
                    + ") of Parquet cannot hold; correct it, or export as csv or ndjson.");
        }
        super.numericValue(value);
    }
}
