/** Where a process works on something unfinished, and what becomes of that if the process is killed. */
package dev.brickhouse.scratch;
