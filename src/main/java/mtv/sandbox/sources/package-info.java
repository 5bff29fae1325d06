/**
 * Source platforms, whatever their type: virtual machines with disks, NICs, snapshots and power, and the calls that MTV
 * makes to change them. What is there at the start is a JSON seed for each type, or an inventory file of the same form.
 * A platform's own API is here as far as somebody asks it: the suite when it clones, MTV when it migrates.
 */
package mtv.sandbox.sources;
