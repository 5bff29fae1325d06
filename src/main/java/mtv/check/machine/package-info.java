/** Compares processors, memory, firmware, devices for booting and clock of a VM. */
package mtv.check.machine;
