/** Copies of seeded data directories in the user's cache, which save the next new directory the seed. */
package dev.brickhouse.cache;
