package dev.brickhouse.simulate;

/** An order that waits for somebody, as it was when it was read. */
record OpenOrder(int id, int version, int product, int store, int cases) {}
