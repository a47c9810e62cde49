package dev.brickhouse.export;

import dev.brickhouse.load.RowWriter;
import dev.brickhouse.load.Table;
import java.sql.SQLException;
import java.util.List;

/** Where the rows of an export come from. Closing it ends the view of its rows. */
interface ExportSource extends AutoCloseable {

    /** Reads the rows of parts, for one thread. */
    interface Reader extends AutoCloseable {

        /** Passes every row of a part on, in the order of ids. */
        void read(Part part, RowWriter out) throws SQLException;

        @Override
        void close();
    }

    ExportOrigin origin();

    /** The smallest order number: 1, or less if somebody has inserted such orders. */
    long firstOrder() throws SQLException;

    /** The largest order number; 0 if there are no orders. */
    long lastOrder() throws SQLException;

    /** How many rows a table other than {@code orders} has. */
    long count(Table table) throws SQLException;

    /**
     * The orders of a range in the pieces that become files, in the order of their numbers.
     *
     * @param from the first order number, and {@code to} the last one
     */
    List<Part> orders(long from, long to, ExportRequest request) throws SQLException;

    /** A reader for one thread. */
    Reader reader() throws SQLException;

    /** Can be repeated. */
    @Override
    void close();
}
