/** What the core says while it works, and how far it has come. */
package dev.brickhouse.console;
