package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.load.Encoder;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Orders a second and bytes of garbage an order, on one core: made and encoded for COPY, without and with the checksum.
 * The default history and one of a hundred times as many orders.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GeneratorBenchmark {

    private static final int ORDERS = 40_000;

    /** How many times the default number of orders. */
    @Param({"1", "100"})
    private int scale;

    private History history;
    private OrderRows rows;
    private Encoder encoder;
    private long next;

    /** Plans the history, which is not measured. */
    @Setup
    public void plan() {
        HistorySettings settings = HistorySettings.defaults(LocalDate.of(2026, 11, 24));
        history = History.of(settings.withCounts(settings.counts().scaledBy(scale)), Catalog.standard());
        rows = new OrderRows(history);
        encoder = new Encoder(RetailTables.ORDERS);
    }

    /** Makes and encodes one chunk after another. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long encoded() throws SQLException {
        long from = nextChunk();
        return encoder.encode(rows, from, from + ORDERS);
    }

    /** The same with the checksum, as a seed needs it. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long encodedAndSummed() throws SQLException {
        long from = nextChunk();
        return encoder.checksum(rows, from, from + ORDERS);
    }

    private long nextChunk() {
        if (next + ORDERS > history.size()) {
            next = 0;
        }
        long from = next;
        next += ORDERS;
        return from;
    }
}
