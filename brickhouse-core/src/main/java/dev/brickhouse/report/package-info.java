/** Files that goals write for people and for other programs: JSON summaries and pages with charts. */
package dev.brickhouse.report;
