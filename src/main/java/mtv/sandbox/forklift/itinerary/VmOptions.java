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
 * Everything that decides how one VM is migrated. A VM's own option wins over the Plan's.
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

    /** Whether virt-v2v converts the guest. A raw copy leaves it unchanged. */
    public boolean converts() {
        return kind.converts() && !Boolean.TRUE.equals(plan.skipGuestConversion());
    }

    /** Whether the disks are copied before the guest is converted, so that the conversion alone could be repeated. */
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

    /** Whether shared disks are migrated with this VM. */
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

    /** The VM's first hook for a step. MTV ignores any further ones. */
    public HookRef hook(String step) {
        List<HookRef> hooks = vm.hooks() == null ? List.of() : vm.hooks();
        return hooks.stream()
                .filter(hook -> step.equals(hook.step()))
                .findFirst()
                .orElse(null);
    }

    /** The wanted power state. Unset means the same as on the source. */
    public TargetPowerState power() {
        TargetPowerState wish = vm.targetPowerState() == null ? plan.targetPowerState() : vm.targetPowerState();
        return wish == null ? TargetPowerState.AUTO : wish;
    }

    /** The disks to migrate, in the order of their numbers. */
    public List<MigratedDisk> disks() {
        return kind.disks(source, catalog).stream()
                .filter(disk -> sharedDisks() || !disk.disk().shared())
                .toList();
    }
}
