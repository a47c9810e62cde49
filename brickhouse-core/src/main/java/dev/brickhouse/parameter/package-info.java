/** How the values of parameters are read and checked, with one form of sentence for those that cannot be used. */
package dev.brickhouse.parameter;
