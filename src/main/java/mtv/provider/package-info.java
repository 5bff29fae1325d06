/**
 * Both ends of a migration: the destination Provider that a suite chose, the source Provider from the providers file,
 * and its inventory. The drivers that prepare source VMs on their own platform are in the package below.
 */
package mtv.provider;
