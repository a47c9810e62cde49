/** Deterministic randomness: the same key and counter give the same draw, on every machine, in any order. */
package dev.brickhouse.random;
