/** Whether two tables hold the same rows, wherever they are. */
package dev.brickhouse.checksum;
