/** Fixtures for tests of whole suites: a sandbox seen from outside, a run of a suite, and its settings. */
package mtv.acceptance.harness;
