/** Statistics, dead rows and stale views: what a database needs now and then. */
package dev.brickhouse.maintain;
