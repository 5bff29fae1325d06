/**
 * The protocol of a vSphere: the part of the vCenter Automation API that a source driver needs to power and clone
 * virtual machines. The machines themselves are a platform's, as those of the other types are.
 */
package mtv.sandbox.vsphere;
