package dev.brickhouse.load;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteStreamWriter;

/** Encodes rows for COPY as a load does and drops the bytes; for measurements without a server. */
public final class Encoder {

    private final Table table;

    /** @param table whose rows are encoded */
    public Encoder(Table table) {
        this.table = table;
    }

    /** Encodes rows and returns a sum of some of their bytes, so that none of the work can be left out. */
    public long encode(RowSource rows, long from, long to) throws SQLException {
        return write(rows, from, to, new NoChecksum(table));
    }

    /** Encodes rows and returns their checksum. */
    public long checksum(RowSource rows, long from, long to) throws SQLException {
        RowChecksum checksum = new RowChecksum(table);
        write(rows, from, to, checksum);
        return checksum.sum();
    }

    private long write(RowSource rows, long from, long to, RowChecksum checksum) throws SQLException {
        Nowhere nowhere = new Nowhere();
        try (BinaryCopyWriter writer = new BinaryCopyWriter(nowhere, table, checksum)) {
            TableLoader.write(rows, from, to, writer);
            writer.finish();
            return nowhere.sum;
        }
    }

    /** Takes no time. */
    private static final class NoChecksum extends RowChecksum {

        NoChecksum(Table table) {
            super(table);
        }

        @Override
        public void startRow() {}

        @Override
        public void integer(int value) {}

        @Override
        public void text(EncodedText value) {}

        @Override
        public void utf8(byte[] buffer, int length) {}

        @Override
        public void timestamp(long micros) {}

        @Override
        public void nullValue() {}
    }

    private static final class Nowhere implements CopyIn {

        private boolean active = true;
        private long sum;

        @Override
        public void writeToCopy(byte[] buffer, int offset, int length) {
            sum += buffer[offset + length - 1];
        }

        @Override
        public void writeToCopy(ByteStreamWriter from) {}

        @Override
        public void flushCopy() {}

        @Override
        public long endCopy() {
            active = false;
            return 0;
        }

        @Override
        public int getFieldCount() {
            return 0;
        }

        @Override
        public int getFormat() {
            return 1;
        }

        @Override
        public int getFieldFormat(int field) {
            return 1;
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public void cancelCopy() {
            active = false;
        }

        @Override
        public long getHandledRowCount() {
            return 0;
        }
    }
}
