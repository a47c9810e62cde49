/** Log lines and progress of the core. */
package dev.brickhouse.console;
