/**
 * One run of a Plan: itineraries say which phases a VM goes through, steps are what a person sees of them, and the
 * phase classes do the work, one phase per VM and pass. Validation is not here; neither is the making of objects.
 */
package mtv.sandbox.forklift.run;
