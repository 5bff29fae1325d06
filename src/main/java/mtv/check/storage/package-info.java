/** Compares the disks of a VM and the claims behind them. */
package mtv.check.storage;
