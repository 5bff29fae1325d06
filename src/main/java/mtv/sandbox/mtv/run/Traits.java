package mtv.sandbox.mtv.run;

import mtv.model.MigrationType;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.TargetPowerState;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.source.SimVm;

/**
 * What decides on the way of one VM from vSphere.
 *
 * @param v2vCopy virt-v2v writes the disks itself; else CDI copies them
 * @param conversion virt-v2v changes the guest
 * @param guestReboots a Windows guest is watched until it has rebooted
 * @param consolidation the end waits for the last snapshot to be merged
 */
public record Traits(
        boolean warm,
        boolean v2vCopy,
        boolean conversion,
        boolean inspection,
        boolean guestReboots,
        boolean consolidation) {

    /** @param hostDestination whether the destination is the cluster that MTV runs on */
    public static Traits of(PlanSpec plan, PlanVm vm, SimVm source, boolean hostDestination, Settings settings) {
        boolean conversion = !Boolean.TRUE.equals(plan.skipGuestConversion());
        boolean sharedDisks = !Boolean.FALSE.equals(
                vm.migrateSharedDisks() == null ? plan.migrateSharedDisks() : vm.migrateSharedDisks());
        boolean cold = !plan.isWarm() && plan.type() != MigrationType.CONVERSION;
        return new Traits(
                plan.isWarm(),
                cold && hostDestination && sharedDisks && conversion,
                conversion,
                plan.isWarm() && conversion && !Boolean.FALSE.equals(plan.runPreflightInspection()),
                conversion && waitsForReboots(power(plan, vm), source, settings),
                settings.waitForFinalConsolidation());
    }

    /** The VM's own wish, else the Plan's, else as the source was. */
    public static TargetPowerState power(PlanSpec plan, PlanVm vm) {
        TargetPowerState wish = vm.targetPowerState() == null ? plan.targetPowerState() : vm.targetPowerState();
        return wish == null ? TargetPowerState.AUTO : wish;
    }

    /** A Windows guest must run once more after conversion, unless it is wanted off. */
    public static boolean waitsForReboots(TargetPowerState power, SimVm source, Settings settings) {
        return settings.waitForGuestReboots() && power != TargetPowerState.OFF && source.windows();
    }
}
