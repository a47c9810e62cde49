package dev.brickhouse.spark;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts in UTF-8, one behind the other in one array. */
final class TextColumn extends WrittenColumn {

    private static final int USUAL_LENGTH = 16;

    private final int[] from;
    private final int[] length;
    private byte[] bytes;
    private int end;

    TextColumn(int rows) {
        super(DataTypes.StringType, rows);
        from = new int[rows];
        length = new int[rows];
        bytes = new byte[rows * USUAL_LENGTH];
    }

    @Override
    void clear() {
        super.clear();
        end = 0;
    }

    void put(int row, byte[] utf8, int size) {
        if (end + size > bytes.length) {
            // texts of the batch that were handed out already keep the former array
            bytes = Arrays.copyOf(bytes, Math.max(end + size, 2 * bytes.length));
        }
        System.arraycopy(utf8, 0, bytes, end, size);
        from[row] = end;
        length[row] = size;
        end += size;
    }

    @Override
    public UTF8String getUTF8String(int row) {
        return isNullAt(row) ? null : UTF8String.fromBytes(bytes, from[row], length[row]);
    }
}
