package dev.brickhouse.embedded;

import dev.brickhouse.console.Console;

/** Shows only to those who look for a fault what is stopped and started in between. */
record QuietConsole(Console console) implements Console {

    @Override
    public void info(String line) {
        console.debug(line);
    }

    @Override
    public void warn(String line) {
        console.warn(line);
    }

    @Override
    public void debug(String line) {
        console.debug(line);
    }
}
