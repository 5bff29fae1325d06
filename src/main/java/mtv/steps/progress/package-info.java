/** What people see of a migration while it runs: on a terminal a live view, else lines; and who stands still. */
package mtv.steps.progress;
