/**
 * What the suites claim about MTV. The chain of links is in {@link mtv.suites.MigrationChain}; a scenario class holds
 * its groups, its ids and nothing else, and what it migrates is named by the suite file.
 */
package mtv.suites;
