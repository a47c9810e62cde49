/** What a database holds, for people: tables for the log and a page with charts. Reads only. */
package dev.brickhouse.inspect;
