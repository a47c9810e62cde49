/** The goals: parameters in, one call into the core, its result logged. The only package that sees Maven's API. */
package dev.brickhouse.mojo;
