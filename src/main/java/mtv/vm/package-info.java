/**
 * Facts of a virtual machine on either side of a migration, and of the objects that were found beside it: records that
 * say of each value whether it is known, absent or unreadable, and where it was read. Nothing here asks anybody.
 */
package mtv.vm;
