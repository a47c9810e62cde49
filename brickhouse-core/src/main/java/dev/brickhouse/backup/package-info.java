/** Copies of the database that can be brought back, and the way back. */
package dev.brickhouse.backup;
