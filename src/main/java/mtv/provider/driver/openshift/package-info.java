/** Drives KubeVirt on an OpenShift that is the source: copies VMs with their volumes, and creates VMs. */
package mtv.provider.driver.openshift;
