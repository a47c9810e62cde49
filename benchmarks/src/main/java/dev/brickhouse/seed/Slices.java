package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.History;
import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.StockModel;
import dev.brickhouse.load.Encoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a slice of a million orders costs by where it lies in a history of a billion, made and encoded for COPY and summed
 * up by one thread, without a server; and what it takes to plan such a history, in seconds of the processor.
 */
public final class Slices {

    private static final long SLICE = 1_000_000;
    private static final int PLACES = 8;

    /** Of which the least counts, since a busy machine also takes longer for the same work. */
    private static final int ROUNDS = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Slices() {}

    /** @param arguments how many times the default number of orders, each of which is measured */
    public static void main(String[] arguments) throws Exception {
        for (String scale : arguments) {
            measure(Double.parseDouble(scale));
        }
    }

    private static void measure(double scale) throws Exception {
        HistorySettings settings = HistorySettings.defaults(LocalDate.of(2026, 11, 24));
        double begun = seconds();
        History history = History.of(settings.withCounts(settings.counts().scaledBy(scale)), Catalog.standard());
        System.out.printf(Locale.ROOT, "%n%,d orders are planned in %.1f s.%n%n", history.size(), seconds() - begun);
        double[] least = new double[PLACES + 1];
        Arrays.fill(least, Double.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            for (int place = 0; place <= PLACES; place++) {
                least[place] = Math.min(least[place], slice(history, first(history, place)));
            }
        }
        System.out.println("| first order | seconds | times the first slice |");
        System.out.println("| ---: | ---: | ---: |");
        for (int place = 0; place <= PLACES; place++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %.2f | %.2f |%n",
                    first(history, place) + 1,
                    least[place],
                    least[place] / least[0]);
        }
        System.out.printf(Locale.ROOT, "%nThe most memory of this process so far: %s%n", ProcessMemory.peak());
        begun = seconds();
        StockModel.of(history, Catalog.standard());
        System.out.printf(Locale.ROOT, "The closing stock takes %.1f s.%n", seconds() - begun);
    }

    private static long first(History history, int place) {
        return (history.size() - SLICE) / PLACES * place;
    }

    private static double slice(History history, long from) throws Exception {
        double begun = seconds();
        new Encoder(RetailTables.ORDERS).checksum(new OrderRows(history), from, from + SLICE);
        return seconds() - begun;
    }

    /** Of this thread, since the machine may be busy. */
    private static double seconds() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }
}
