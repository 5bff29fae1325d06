/**
 * Whole suites, run against sandboxes from outside: what they say when something is wrong, what they leave behind, what
 * they cost.
 */
package mtv.acceptance;
