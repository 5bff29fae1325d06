/**
 * Verbs on MTV, each a step of the report: what a link of a chain does. Steps wait and fail on the product's own words;
 * what must be true of the result is told by the checks and asserted by the suites.
 */
package mtv.steps;
