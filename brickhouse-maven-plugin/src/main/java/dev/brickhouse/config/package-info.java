/** The names under which users set things. */
package dev.brickhouse.config;
