/**
 * A vSphere small enough to live in the sandbox: virtual machines with disks, NICs, snapshots and power, and the part
 * of the vCenter Automation API that a source driver needs to power and clone them. It knows nothing of OpenShift.
 */
package mtv.sandbox.vsphere;
