package dev.brickhouse.load;

import dev.brickhouse.console.Console;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What it takes to claim all chunks of a load and note them as loaded, while somebody's long transaction keeps the server
 * from removing the former versions of their rows.
 *
 * @param first microseconds of each claim among the first tenth
 * @param last microseconds of each claim among the last tenth
 * @param ofAll microseconds of a claim that looks through all of them, near the end
 */
public record Claims(List<Double> first, List<Double> last, double ofAll) {

    private static final double NANOS_PER_MICRO = 1e3;

    /** @param url of a database whose schemas public and analytics are the plugin's or empty */
    public static Claims measure(String url, int chunks) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        Schemas.migrate(dataSource, RetailSchema.DEFAULT, null, Console.SILENT);
        Journal journal = new Journal("public");
        Journal.Header header =
                new Journal.Header("claims", "", 1, "benchmark", LocalDate.of(2026, 11, 24), chunks, 1, 0);
        Journal.Entry load = Transactions.call(dataSource, connection -> journal.begin(connection, header));
        List<Double> micros = new ArrayList<>();
        double ofAll = 0;
        try (Connection reader = dataSource.getConnection();
                Connection worker = dataSource.getConnection()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = reader.createStatement()) {
                statement.execute("SELECT count(*) FROM brickhouse_chunk");
            }
            worker.setAutoCommit(false);
            UUID run = UUID.randomUUID();
            int after = ChunkClaims.BEFORE_FIRST;
            for (int i = 0; i < chunks; i++) {
                long start = System.nanoTime();
                Chunk chunk = journal.chunks().claim(worker, load.id(), after).orElseThrow();
                micros.add((System.nanoTime() - start) / NANOS_PER_MICRO);
                journal.chunks().markLoaded(worker, load.id(), chunk, run, 0);
                worker.commit();
                after = chunk.number();
                if (i == chunks - 2) {
                    start = System.nanoTime();
                    journal.chunks()
                            .claim(worker, load.id(), ChunkClaims.BEFORE_FIRST)
                            .orElseThrow();
                    ofAll = (System.nanoTime() - start) / NANOS_PER_MICRO;
                    worker.rollback();
                }
            }
        }
        int tenth = chunks / 10;
        return new Claims(micros.subList(0, tenth), micros.subList(chunks - tenth, chunks), ofAll);
    }
}
