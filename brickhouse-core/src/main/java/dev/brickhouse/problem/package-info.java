/** The ways in which a goal can fail, each a sentence that a user can act on. */
package dev.brickhouse.problem;
