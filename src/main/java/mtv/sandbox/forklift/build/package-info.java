/**
 * The objects that a migration leaves in the target namespace, made from the source VM, the maps and the Plan: names,
 * volumes, pods, the VirtualMachine. This package is pure: it creates nothing on a cluster.
 *
 * <p>Notation: the objects are templates in {@code manifests.json} and not builder calls, because a template has the
 * form of the manifest that it becomes, and can be compared with a recorded one line by line.
 */
package mtv.sandbox.forklift.build;
