package dev.brickhouse.connection;

import java.time.Duration;

/**
 * How many connections a goal uses at the same time.
 *
 * @param least the fewest it can work with, from 1
 * @param most the most it can make use of
 * @param patience how long a thread waits for a connection before it gets an exception
 * @param condition the settings under which it needs that many, such as "with brickhouse.threads=1"; empty if always
 * @param remedy the setting by which it would need fewer, such as "lower brickhouse.threads"; empty if there is none
 */
public record ConnectionNeed(int least, int most, Duration patience, String condition, String remedy) {

    /** How long a thread waits for a connection of a pool that is sized for all of them. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    /** Exactly this many. */
    public static ConnectionNeed of(int connections) {
        return between(connections, connections);
    }

    public static ConnectionNeed between(int least, int most) {
        return new ConnectionNeed(least, most, LONG_ENOUGH, "", "");
    }

    /** The same need, of a goal that carries on while the server is away. */
    public ConnectionNeed waiting(Duration patience) {
        return new ConnectionNeed(least, most, patience, condition, remedy);
    }

    /** The same need, with what a failure says about the settings. */
    public ConnectionNeed explained(String condition, String remedy) {
        return new ConnectionNeed(least, most, patience, condition, remedy);
    }
}
