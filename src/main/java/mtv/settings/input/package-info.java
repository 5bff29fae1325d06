/**
 * Where values come from and how a text becomes one: the table of keys, system properties, environment, suite and files
 * in their order of precedence, and the problems that are found on the way.
 */
package mtv.settings.input;
