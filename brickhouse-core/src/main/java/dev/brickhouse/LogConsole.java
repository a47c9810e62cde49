package dev.brickhouse;

import dev.brickhouse.console.Console;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a program that is not Maven: what a goal tells its user is detail here. */
final class LogConsole implements Console {

    private static final Logger LOG = LoggerFactory.getLogger("dev.brickhouse");

    /** What whoever runs the tests may want to know. */
    void announce(String line) {
        LOG.info(line);
    }

    @Override
    public void info(String line) {
        LOG.debug(line);
    }

    @Override
    public void warn(String line) {
        LOG.warn(line);
    }

    @Override
    public void debug(String line) {
        LOG.debug(line);
    }
}
