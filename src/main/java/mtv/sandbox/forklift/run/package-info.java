/**
 * One run of a Plan: which of its VMs take part, which of them may start next, and how the run ends. What happens to a
 * single VM is in the package {@code phase}.
 */
package mtv.sandbox.forklift.run;
