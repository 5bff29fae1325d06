/**
 * The Plan and Migration controllers: is a Plan fit to run, which Migration is its turn, and what is written about it.
 * What happens to the VMs during a run is next door.
 */
package mtv.sandbox.forklift.plan;
