/**
 * Both ends of a migration: the destination Provider that a suite chose, the source Provider from the providers file,
 * its inventory, and the VMs that a run makes. The drivers of the sources' own platforms are in the packages below.
 */
package mtv.provider;
