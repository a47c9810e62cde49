/** Clones of a database: one template, as many databases as are wanted. */
package dev.brickhouse.clone;
