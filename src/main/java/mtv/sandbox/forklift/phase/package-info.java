/**
 * What MTV does to one VM in each phase of its itinerary. {@link mtv.sandbox.forklift.phase.PhaseActions} maps every
 * phase to its work, and {@link mtv.sandbox.forklift.phase.VmRun} is the VM that the work is done on.
 */
package mtv.sandbox.forklift.phase;
