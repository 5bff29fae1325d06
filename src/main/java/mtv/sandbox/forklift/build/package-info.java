/**
 * The objects that a migration leaves in the target namespace, made from the source VM, the maps and the Plan: names,
 * volumes, pods, the VirtualMachine. All of it is pure; who creates the objects is another matter.
 */
package mtv.sandbox.forklift.build;
