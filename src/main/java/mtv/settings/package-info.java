/**
 * Reads, checks and freezes what a person may set: the only room that sees properties, environment and suite
 * parameters. {@link mtv.settings.input.Keys} is the one table of keys; the order of precedence is
 * {@link mtv.settings.input.Layer}. Nothing here connects anywhere.
 */
package mtv.settings;
