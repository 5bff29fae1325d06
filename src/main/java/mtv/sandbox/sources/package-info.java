/**
 * Source platforms, whatever their type: virtual machines with disks, NICs, snapshots and power, and the calls that MTV
 * makes to change them. What is there at the start is a JSON seed for each type, or an inventory file of the same form.
 * Nothing here speaks a protocol.
 */
package mtv.sandbox.sources;
