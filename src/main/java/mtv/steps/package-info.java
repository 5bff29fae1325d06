/**
 * What the links of a chain do with MTV; each link is a step of the report. Steps wait for MTV's own conditions and
 * fail with its reasons; the checks compare the result, and the suites assert it.
 */
package mtv.steps;
