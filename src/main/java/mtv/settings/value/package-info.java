/** What settings may be: choices, names, addresses and secrets, wherever their text came from. */
package mtv.settings.value;
