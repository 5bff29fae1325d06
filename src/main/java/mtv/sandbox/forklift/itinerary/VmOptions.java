package mtv.sandbox.forklift.itinerary;

import mtv.model.HookRef;
import mtv.model.MigrationType;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.TargetPowerState;
import mtv.sandbox.forklift.build.MigratedDisk;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.build.TemplateNames;
import mtv.sandbox.forklift.runtime.ControllerSettings;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimVm;

import java.util.List;

/**
 * All that decides how one VM is migrated; a VM's own option wins over the Plan's.
 *
 * @param host whether the destination is the cluster that MTV runs on
 * @param resumed the disks of an earlier run are complete and only the conversion is repeated
 */
public record VmOptions(
        PlanSpec plan,
        PlanVm vm,
        SimVm source,
        Catalog catalog,
        SourceKind kind,
        boolean host,
        boolean resumed,
        ControllerSettings settings) {

    /** Whether only the guest is converted, because its disks are on the destination already. */
    public boolean convertsOnly() {
        return !resumed && plan.type() == MigrationType.CONVERSION;
    }

    boolean warm() {
        return !resumed && !convertsOnly() && plan.isWarm();
    }

    private boolean cold() {
        return !resumed && !convertsOnly() && !plan.isWarm();
    }

    /** A raw copy leaves the guest as it is. */
    public boolean converts() {
        return kind.converts() && !Boolean.TRUE.equals(plan.skipGuestConversion());
    }

    /** The disks are complete before the guest is changed, so that only that could be repeated. */
    public boolean convertsApart() {
        return converts() && !copiedByV2v();
    }

    boolean copiedByV2v() {
        return switch (kind.copiedByV2v()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case COLD_TO_HOST -> cold() && host && sharedDisks() && converts();
        };
    }

    /** Whether shared disks travel with this VM. */
    public boolean sharedDisks() {
        return !Boolean.FALSE.equals(
                vm.migrateSharedDisks() == null ? plan.migrateSharedDisks() : vm.migrateSharedDisks());
    }

    boolean inspects() {
        return kind == SourceKind.VSPHERE
                && plan.isWarm()
                && converts()
                && !Boolean.FALSE.equals(plan.runPreflightInspection());
    }

    /** @param targetName as templates see it */
    public TemplateNames names(String planName, String targetName) {
        return new TemplateNames(planName, plan, vm, source, kind, targetName, settings.pvcNameTemplate());
    }

    boolean hooks(String step) {
        return hook(step) != null;
    }

    /** The first of a step; the product ignores the others. */
    public HookRef hook(String step) {
        List<HookRef> hooks = vm.hooks() == null ? List.of() : vm.hooks();
        return hooks.stream()
                .filter(hook -> step.equals(hook.step()))
                .findFirst()
                .orElse(null);
    }

    /** Unset means as the source was. */
    public TargetPowerState power() {
        TargetPowerState wish = vm.targetPowerState() == null ? plan.targetPowerState() : vm.targetPowerState();
        return wish == null ? TargetPowerState.AUTO : wish;
    }

    /** What travels, in the order of the disks' numbers. */
    public List<MigratedDisk> disks() {
        return kind.disks(source, catalog).stream()
                .filter(disk -> sharedDisks() || !disk.disk().shared())
                .toList();
    }
}
