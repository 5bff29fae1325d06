/**
 * What people need in order to find out why a run failed: objects, events and logs as the clusters show them at that
 * moment, and the likely cause. It is read at once, within bounds of time and size, and nothing in it is secret.
 */
package mtv.evidence;
