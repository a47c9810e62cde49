package dev.brickhouse.connection;

import java.time.Duration;

/**
 * How many connections a goal uses at the same time.
 *
 * @param least with fewer than this it cannot work, from 1
 * @param most how many it can use
 * @param patience how long a thread waits for one of them before it is told that there is none
 * @param condition under which settings it needs that many, such as "with brickhouse.threads=1"; empty if under any
 * @param remedy which setting lets it do with fewer, such as "lower brickhouse.threads"; empty if none does
 */
public record ConnectionNeed(int least, int most, Duration patience, String condition, String remedy) {

    /** How long a thread waits for a connection of a pool that is sized for all of them. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    /** So many, no more and no fewer. */
    public static ConnectionNeed of(int connections) {
        return between(connections, connections);
    }

    public static ConnectionNeed between(int least, int most) {
        return new ConnectionNeed(least, most, LONG_ENOUGH, "", "");
    }

    /** The same need of somebody who lives on while the server is away. */
    public ConnectionNeed waiting(Duration patience) {
        return new ConnectionNeed(least, most, patience, condition, remedy);
    }

    /** The same need with what follows for settings, as the failure tells it. */
    public ConnectionNeed explained(String condition, String remedy) {
        return new ConnectionNeed(least, most, patience, condition, remedy);
    }
}
