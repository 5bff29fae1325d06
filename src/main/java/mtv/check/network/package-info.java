/** Compares the NICs of a VM. */
package mtv.check.network;
