/** What the tests of whole suites share: a sandbox from outside, a run of a suite, settings for it. */
package mtv.acceptance.harness;
