/** What the scripts of the projects in src/it use to look at a build and at the database that it made. */
package dev.brickhouse.it;
