/** Drives oVirt's engine by its REST API. */
package mtv.provider.driver.ovirt;
