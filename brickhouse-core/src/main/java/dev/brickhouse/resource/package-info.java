/** Reads what is packaged beside the classes: SQL, tables, pages. */
package dev.brickhouse.resource;
