/**
 * The JUnit extension: {@link dev.brickhouse.junit.BrickhouseDatabase} on a test class or method gives it a fresh,
 * filled database.
 */
package dev.brickhouse.junit;
