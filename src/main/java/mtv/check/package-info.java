/**
 * What must be true of a migration and of every VM in it. Pure: facts of the source, the destination and the run go in,
 * a report comes out; nothing here asks a cluster or throws. The checks are in the packages below, by topic, and
 * {@link mtv.check.Checks} has them all; what MTV is known to do otherwise is data in {@code deviations.json}.
 */
package mtv.check;
