/**
 * Whole suites, run against sandboxes from outside: what they report when something is wrong, what they leave behind,
 * what they cost.
 */
package mtv.acceptance;
