/**
 * What an API server keeps: objects by kind, their versions, and the history that watches are served from. It knows
 * neither HTTP nor what a field means, apart from {@code metadata}.
 */
package mtv.sandbox.store;
