/**
 * Starts suites without Maven, as an OpenShift Job does. Results, settings and exit code are those of a run under
 * Maven.
 */
package mtv.job;
