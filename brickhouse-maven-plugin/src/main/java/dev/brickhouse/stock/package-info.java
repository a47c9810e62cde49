/** The inventory that follows from the order history. */
package dev.brickhouse.stock;
