/** Digests, by which equal content is known. */
package dev.brickhouse.digest;
