package dev.brickhouse.load;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps rows as {@link EngineTable.Row#expected} shows them, and sums them up. */
final class ReadRows implements RowWriter {

    private final RowChecksum checksum = new RowChecksum(EngineTable.TABLE);
    private final List<List<String>> rows = new ArrayList<>();

    List<String> rows() {
        return rows.stream().map(row -> String.join(" | ", row)).toList();
    }

    long checksum() {
        return checksum.sum();
    }

    @Override
    public void startRow() {
        checksum.startRow();
        rows.add(new ArrayList<>());
    }

    @Override
    public void integer(int value) {
        checksum.integer(value);
        add(Integer.toString(value));
    }

    @Override
    public void text(String value) {
        checksum.text(value);
        add(value);
    }

    @Override
    public void text(EncodedText value) {
        checksum.text(value);
        add(value.text());
    }

    @Override
    public void utf8(byte[] buffer, int length) {
        checksum.utf8(buffer, length);
        add(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void numeric(BigDecimal value) {
        checksum.numeric(value);
        add(value.toPlainString());
    }

    @Override
    public void timestamp(long micros) {
        checksum.timestamp(micros);
        add(Long.toString(micros));
    }

    @Override
    public void nullValue() {
        checksum.nullValue();
        add("null");
    }

    private void add(String value) {
        rows.get(rows.size() - 1).add(value);
    }
}
