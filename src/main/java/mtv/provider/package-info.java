/**
 * Both ends of a migration: the destination Provider that a suite chose, the source Provider from the providers file,
 * its inventory, and the drivers that prepare source VMs on their own platform.
 */
package mtv.provider;
