/**
 * Reads and checks all settings of a run. No other package reads settings from system properties, the environment or a
 * suite's parameters. {@link mtv.settings.input.Keys} is the table of keys, and {@link mtv.settings.input.Layer} the
 * order of precedence. Nothing here connects to a cluster or a source.
 */
package mtv.settings;
