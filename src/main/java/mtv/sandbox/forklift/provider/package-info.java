/** MTV's controllers of Providers and Hosts: validation, test of the connection, and loading of the inventory. */
package mtv.sandbox.forklift.provider;
