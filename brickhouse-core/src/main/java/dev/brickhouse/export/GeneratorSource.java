package dev.brickhouse.export;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.History;
import dev.brickhouse.load.RowSource;
import dev.brickhouse.load.RowWriter;
import dev.brickhouse.load.Table;
import dev.brickhouse.seed.RetailRows;
import dev.brickhouse.seed.SeedRequest;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The rows that a seed with the same settings would load, made without any server. */
final class GeneratorSource implements ExportSource {

    private final History history;
    private final RetailRows rows;
    private final ExportOrigin origin;

    /** @param seed of which only what the rows depend on counts */
    GeneratorSource(SeedRequest seed, Catalog catalog) {
        history = History.of(seed.history(), catalog);
        rows = RetailRows.of(history, catalog);
        origin = new ExportOrigin(ExportSourceKind.GENERATOR, seed.settings(catalog), seed.fingerprint(catalog));
    }

    @Override
    public ExportOrigin origin() {
        return origin;
    }

    @Override
    public long firstOrder() {
        return 1;
    }

    @Override
    public long lastOrder() {
        return history.size();
    }

    @Override
    public long count(Table table) {
        return rows.count(table);
    }

    @Override
    public List<Part> orders(long from, long to, ExportRequest request) {
        List<Part> parts = new ArrayList<>();
        if (request.partition() == ExportPartition.NONE) {
            addBlocks(parts, from, to, null, request);
            return parts;
        }
        // order numbers rise with the day, so a month is a range of them
        YearMonth last = YearMonth.from(history.settings().asOf());
        for (YearMonth month = YearMonth.from(history.settings().demand().start());
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            long first = history.firstOrderFrom(month.atDay(1)) + 1;
            long end = history.firstOrderFrom(month.plusMonths(1).atDay(1));
            addBlocks(parts, Math.max(from, first), Math.min(to, end), month.toString(), request);
        }
        return parts;
    }

    /** Files end at multiples of their size, so that slices that begin there have the files of the whole. */
    private static void addBlocks(List<Part> parts, long from, long to, String month, ExportRequest request) {
        long size = request.rowsPerFile();
        long first = from;
        while (first <= to) {
            long last = Math.min(to, ((first - 1) / size + 1) * size);
            parts.add(Part.orders(RetailRows.ORDERS, request.format(), first, last, month, last - first + 1));
            first = last + 1;
        }
    }

    @Override
    public Reader reader() {
        RowSource orders = rows.source(RetailRows.ORDERS);
        return new Reader() {
            @Override
            public void read(Part part, RowWriter out) throws SQLException {
                RowSource source = part.table() == RetailRows.ORDERS ? orders : rows.source(part.table());
                for (long row = part.from() - 1; row < part.to(); row++) {
                    source.write(row, out);
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
