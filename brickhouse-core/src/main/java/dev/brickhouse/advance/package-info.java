/** Carries a seeded business on to a later day by the model that made it. */
package dev.brickhouse.advance;
