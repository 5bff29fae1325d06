/** Drives vCenter: its VI JSON API where it has one, else its Automation API. */
package mtv.provider.driver.vsphere;
