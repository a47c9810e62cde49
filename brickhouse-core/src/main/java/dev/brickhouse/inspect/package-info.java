/** Shows people what a database holds: tables for the log and a page with charts. Only reads. */
package dev.brickhouse.inspect;
