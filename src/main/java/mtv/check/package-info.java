/**
 * What must be true of a migrated VM. Pure: facts of the source and of the destination go in, differences come out;
 * nothing here asks a cluster or throws. One class per property, listed in {@link mtv.check.Checks}.
 */
package mtv.check;
