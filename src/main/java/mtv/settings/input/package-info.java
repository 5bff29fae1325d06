/**
 * Where the values of settings come from, and how a text becomes a value: the table of keys, system properties,
 * environment, suite file and files in their order of precedence, and the problems that are found.
 *
 * <p>The table of keys is Java and no file, because the type of a key is that of the value which
 * {@link mtv.settings.input.SettingsValues#get} returns.
 */
package mtv.settings.input;
