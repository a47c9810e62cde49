/** Files that goals leave behind for people and for other programs: written whole or not at all. */
package dev.brickhouse.report;
