package dev.brickhouse.load;

/**
 * A piece of the work that is loaded once or not at all.
 *
 * @param number its number, from 0
 * @param from its first row
 * @param to the row after its last one
 */
record Chunk(int number, long from, long to) {

    long rows() {
        return to - from;
    }
}
