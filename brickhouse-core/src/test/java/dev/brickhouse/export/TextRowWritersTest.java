package dev.brickhouse.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.brickhouse.load.Column;
import dev.brickhouse.load.ColumnType;
import dev.brickhouse.load.EncodedText;
import dev.brickhouse.load.Table;
import dev.brickhouse.problem.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written, read by other libraries. */
class TextRowWritersTest {

    private static final Table TABLE = new Table(
            "things",
            List.of(
                    new Column("id", ColumnType.INTEGER),
                    new Column("note", ColumnType.TEXT),
                    new Column("label", ColumnType.TEXT),
                    new Column("price", ColumnType.NUMERIC),
                    new Column("at", ColumnType.TIMESTAMP)));

    private static final long FIRST = micros(LocalDateTime.of(1, 1, 1, 0, 0));
    private static final long LAST = micros(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));

    record Row(int id, String note, String label, BigDecimal price, Long at) {

        void write(TextRowWriter out) {
            out.startRow();
            out.integer(id);
            if (note == null) {
                out.nullValue();
            } else {
                out.text(note);
            }
            out.text(new EncodedText(label));
            out.numeric(price);
            if (at == null) {
                out.nullValue();
            } else {
                out.timestamp(at);
            }
        }

        String timestamp(char between) {
            if (at == null) {
                return null;
            }
            LocalDateTime time = LocalDateTime.ofEpochSecond(
                    Math.floorDiv(at, 1_000_000L), (int) Math.floorMod(at, 1_000_000L) * 1_000, ZoneOffset.UTC);
            String fraction = String.format("%06d", time.getNano() / 1_000).replaceAll("0+$", "");
            return String.format(
                    "%04d-%02d-%02d%s%02d:%02d:%02d%s",
                    time.getYear(),
                    time.getMonthValue(),
                    time.getDayOfMonth(),
                    between,
                    time.getHour(),
                    time.getMinute(),
                    time.getSecond(),
                    fraction.isEmpty() ? "" : "." + fraction);
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().withChars(",\"\\\r\n\t ax\u0001\u007fé茶").ofMaxLength(8),
                Arbitraries.of("", "NULL", "\\N", "\\.", "😀", " a "));
        return Combinators.combine(
                        Arbitraries.integers(),
                        texts.injectNull(0.2),
                        texts,
                        Arbitraries.bigDecimals().ofScale(2).map(price -> price.setScale(2)),
                        Arbitraries.longs().between(FIRST, LAST).injectNull(0.2))
                .as(Row::new)
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 300)
    void csvIsReadBackAsItWas(@ForAll("rows") List<Row> rows) {
        String text = csv(rows);

        List<List<String>> read = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            reader.forEach(each -> read.add(each.getFields()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(read.get(0)).containsExactly("id", "note", "label", "price", "at");
        assertThat(read.subList(1, read.size()))
                .isEqualTo(rows.stream()
                        .map(row -> List.of(
                                Integer.toString(row.id()),
                                row.note() == null ? "" : row.note(),
                                row.label(),
                                row.price().toPlainString(),
                                row.at() == null ? "" : row.timestamp(' ')))
                        .toList());
    }

    @Example
    void anEmptyTextIsNotNull() {
        assertThat(csv(List.of(new Row(1, null, "", BigDecimal.ONE, null), new Row(2, "", "a", BigDecimal.ONE, 0L))))
                .isEqualTo("id,note,label,price,at\n1,,\"\",1,\n2,\"\",a,1,1970-01-01 00:00:00\n");
    }

    @Property(tries = 300)
    void everyLineIsAJsonObject(@ForAll("rows") List<Row> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AtomicLong told = new AtomicLong();
        NdjsonRowWriter writer = new NdjsonRowWriter(TABLE, out, told::addAndGet);
        rows.forEach(row -> row.write(writer));
        writer.finish();

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        // lines() would also end a line at a carriage return, which is escaped
        assertThat(lines).hasSize(rows.size());
        assertThat(told).hasValue(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Map<String, Object> read =
                    JSON.std.with(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS).mapFrom(lines.get(i));
            assertThat(read)
                    .containsEntry("id", row.id())
                    .containsEntry("note", row.note())
                    .containsEntry("label", row.label())
                    .containsEntry("price", row.price())
                    .containsEntry("at", row.timestamp('T'));
            assertThat(read.keySet()).containsExactly("id", "note", "label", "price", "at");
        }
    }

    @Example
    void manyRowsAndLargeValuesPassTheBuffer() {
        String large = "line\n\"ü\" ".repeat(30_000);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(new Row(i, i == 2_500 ? large : "n" + i, "l", new BigDecimal("0.10"), 1_000_000L * i));
        }
        csvIsReadBackAsItWas(rows);
    }

    @Example
    void whatNoProgramReadsIsRefused() {
        for (long micros : new long[] {FIRST - 1, LAST + 1}) {
            Row row = new Row(1, "", "", BigDecimal.ONE, micros);
            assertThatThrownBy(() -> csv(List.of(row)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("only years from 1 to 9999");
        }
        StagedRowWriter parquet = new StagedRowWriter(TABLE, new ByteArrayOutputStream(), rows -> {});
        for (String number : List.of("0.001", "100000000", "-123456789.5")) {
            assertThatThrownBy(() -> new Row(1, "", "", new BigDecimal(number), 0L).write(parquet))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("the number " + number + ", which the type DECIMAL(10,2)");
        }
        new Row(1, "", "", new BigDecimal("-99999999.9900"), 0L).write(parquet);
    }

    private static String csv(List<Row> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvRowWriter writer = new CsvRowWriter(TABLE, out, true, told -> {});
        rows.forEach(row -> row.write(writer));
        writer.finish();
        assertThat(writer.rows()).isEqualTo(rows.size());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + time.getNano() / 1_000;
    }
}
