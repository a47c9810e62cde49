package dev.brickhouse.export;

import dev.brickhouse.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Writes timestamps as {@code 2026-11-24 08:15:30.25}, or with a T in between, as PostgreSQL writes them. Remembers the
 * text of days, of which a history has few. For one thread.
 */
final class TimestampText {

    /** The longest text: date, separator, time, point and six digits. */
    static final int LONGEST = 26;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    private static final int DATE_LENGTH = 10;
    private static final int FRACTION_DIGITS = 6;

    /** More than three years, each in its place by its number. */
    private static final int REMEMBERED_DAYS = 1 << 10;

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private final byte separator;
    private final long[] days = new long[REMEMBERED_DAYS];
    private final byte[][] texts = new byte[REMEMBERED_DAYS][];

    /** @param separator what stands between date and time */
    TimestampText(char separator) {
        this.separator = (byte) separator;
        Arrays.fill(days, Long.MIN_VALUE);
    }

    /**
     * Writes one.
     *
     * @param micros microseconds since 1970-01-01T00:00
     * @param at where it begins in {@code buffer}, with {@link #LONGEST} bytes of room
     * @return where it ends
     * @throws RefusedException if its year has not four digits
     */
    int write(long micros, byte[] buffer, int at) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        long ofDay = micros - day * MICROS_PER_DAY;
        System.arraycopy(date(day), 0, buffer, at, DATE_LENGTH);
        int seconds = (int) (ofDay / MICROS_PER_SECOND);
        int end = at + DATE_LENGTH;
        buffer[end++] = separator;
        end = twoDigits(seconds / 3600, buffer, end);
        buffer[end++] = ':';
        end = twoDigits(seconds / 60 % 60, buffer, end);
        buffer[end++] = ':';
        end = twoDigits(seconds % 60, buffer, end);
        int fraction = (int) (ofDay - seconds * MICROS_PER_SECOND);
        return fraction == 0 ? end : fraction(fraction, buffer, end);
    }

    private static int fraction(int micros, byte[] buffer, int at) {
        buffer[at] = '.';
        int rest = micros;
        int end = at;
        for (int digit = FRACTION_DIGITS; digit > 0; digit--) {
            buffer[at + digit] = (byte) ('0' + rest % 10);
            // zeros at the end are left out
            end = end == at && rest % 10 != 0 ? at + digit : end;
            rest /= 10;
        }
        return end + 1;
    }

    private static int twoDigits(int number, byte[] buffer, int at) {
        buffer[at] = (byte) ('0' + number / 10);
        buffer[at + 1] = (byte) ('0' + number % 10);
        return at + 2;
    }

    private byte[] date(long day) {
        int place = (int) Math.floorMod(day, (long) REMEMBERED_DAYS);
        if (days[place] != day) {
            if (day < FIRST_DAY || day > LAST_DAY) {
                throw new RefusedException("The database holds the date " + LocalDate.ofEpochDay(day)
                        + ", and only years from 1 to 9999 have a text that every program reads; correct it, and run this"
                        + " again.");
            }
            days[place] = day;
            texts[place] = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
        }
        return texts[place];
    }
}
