/** The names under which users set things, and under which they see the plugin. */
package dev.brickhouse.config;
