/**
 * The objects on target and source clusters as a migration sees them: listed once per pass, created, patched, deleted.
 */
package mtv.sandbox.forklift.objects;
