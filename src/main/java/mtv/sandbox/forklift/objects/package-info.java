/** Access to the objects of a migration on the target and the source cluster: list, create, patch, delete. */
package mtv.sandbox.forklift.objects;
