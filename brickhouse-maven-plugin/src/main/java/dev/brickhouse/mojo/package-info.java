/**
 * The goals: parameters in, one call into the core, its result logged. The only package that sees Maven's API.
 *
 * <p>A goal declares the parameters that it alone has, and inherits those that it shares. Maven finds parameters only in
 * the fields of a goal and of what it extends, so each class of the line adds a group of them:
 *
 * <ul>
 *   <li>{@code AbstractBrickhouseMojo}: every goal, whether it runs, how, and its summary
 *   <li>{@code AbstractConnectionMojo}: how to connect
 *   <li>{@code AbstractDatabaseMojo}: the embedded server; opens the database. All goals extend it, but for those that
 *   <li>{@code AbstractHistoryMojo}: have parameters for the rows of a seed: {@code export}, and
 *   <li>{@code AbstractSeedMojo}: those that load them: {@code seed} and {@code run}
 * </ul>
 */
package dev.brickhouse.mojo;
