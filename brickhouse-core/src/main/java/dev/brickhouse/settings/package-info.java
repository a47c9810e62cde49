/**
 * Which database a goal works on: what the user has set, from all sources, and what it comes to. It connects to
 * nothing.
 *
 * <p>{@link dev.brickhouse.settings.SettingsResolver} turns {@link dev.brickhouse.settings.DatabaseSettings} into a
 * {@link dev.brickhouse.settings.ResolvedDatabase}.
 */
package dev.brickhouse.settings;
