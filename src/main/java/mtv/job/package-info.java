/**
 * Starts suites without Maven, as an OpenShift Job does, in one process or in several that share them. Results,
 * settings and exit code are those of a run under Maven.
 */
package mtv.job;
