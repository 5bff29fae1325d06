/** Compares labels of a VM, and on which nodes it may run. */
package mtv.check.placement;
