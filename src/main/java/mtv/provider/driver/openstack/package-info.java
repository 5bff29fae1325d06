/** Drives OpenStack by the APIs that its service catalog names. */
package mtv.provider.driver.openstack;
