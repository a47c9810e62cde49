package dev.brickhouse.schema;

import java.time.Duration;
import java.util.Objects;

/**
 * The refresh of one view.
 *
 * @param view the view's name, without its schema
 * @param rows how many rows it holds now
 * @param time how long the refresh took, without counting the rows
 */
public record ViewRefresh(String view, long rows, Duration time) {

    public ViewRefresh {
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(time, "time");
        if (rows < 0) {
            throw new IllegalArgumentException("rows is negative: " + rows);
        }
    }
}
