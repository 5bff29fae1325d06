package mtv.sandbox.forklift.plan;

import mtv.model.Condition;
import mtv.model.PlanVm;
import mtv.sandbox.controller.RequeueException;
import mtv.sandbox.forklift.build.Disks;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.sources.SimVm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Validates vSphere disks that several VMs share: no VM may write to one during the migration, and each should be
 * migrated once.
 */
final class SharedDisks {

    private final List<PlanVm> plan;
    private final boolean byDefault;
    private final Map<String, SimVm> machines;
    private final Set<String> claims;
    private List<SimVm> migratedTogether;

    /**
     * @param plan the VMs of the Plan as written
     * @param byDefault whether shared disks are migrated with a VM that does not say
     * @param machines all of the source, by id
     * @param claims the disks for which the target namespace has shareable claims
     */
    SharedDisks(List<PlanVm> plan, boolean byDefault, Map<String, SimVm> machines, Set<String> claims) {
        this.plan = plan;
        this.byDefault = byDefault;
        this.machines = machines;
        this.claims = claims;
    }

    /**
     * A condition about a VM's shared disks; its type contains the VM's id.
     *
     * @throws RequeueException if another VM of the Plan, whose shared disks would be migrated too, cannot be found.
     *     MTV looks all of them up, whether or not this VM shares a disk, and no status shows the error
     */
    Optional<Condition> wrong(VmView vm) {
        if (!vm.is(SourceKind.VSPHERE)) {
            return Optional.empty();
        }
        List<SimVm.Disk> shared = sharedOf(vm.source());
        if (!shared.isEmpty() && vm.plan().isWarm()) {
            // without a category, so that it does not block the Plan
            return condition(vm, "SharedDisks", "", "Shared disks cannot be migrated warm.");
        }
        if (machines.values().stream().anyMatch(machine -> uses(machine, shared))) {
            return condition(vm, "SharedDisks", "Critical", "A VM runs that uses a shared disk.");
        }
        long brought = shared.stream()
                .filter(disk -> claims.contains(Disks.baseFile(disk.file())))
                .count();
        if (!vm.options().sharedDisks()) {
            return brought == shared.size()
                    ? Optional.empty()
                    : condition(vm, "SharedWarnDisks", "Warn", "No PVC was found for a shared disk.");
        }
        if (brought > 0) {
            return condition(vm, "SharedWarnDisks", "Warn", "There is a PVC for a shared disk, which is copied again.");
        }
        List<SimVm> others = migratedTogether();
        return shared.stream()
                        .anyMatch(disk -> others.stream()
                                        .filter(other -> has(other, disk))
                                        .count()
                                > 1)
                ? condition(vm, "SharedWarnDisks", "Warn", "A shared disk is copied for several VMs.")
                : Optional.empty();
    }

    private static Optional<Condition> condition(VmView vm, String type, String category, String message) {
        return Optional.of(Conditions.critical(type + "-" + vm.source().id(), null, message)
                .withCategory(category)
                .withItems(List.of(VmCheck.print(vm))));
    }

    /** The VMs of the Plan whose shared disks are migrated. */
    private List<SimVm> migratedTogether() {
        if (migratedTogether == null) {
            migratedTogether = plan.stream()
                    .filter(vm -> vm.migrateSharedDisks() == null ? byDefault : vm.migrateSharedDisks())
                    .flatMap(vm -> find(vm).stream())
                    .toList();
        }
        return migratedTogether;
    }

    /** Finds a VM. An empty reference finds none and is no error. */
    private Optional<SimVm> find(PlanVm vm) {
        if (VmRefs.isEmpty(vm)) {
            return Optional.empty();
        }
        List<SimVm> found = VmRefs.find(vm, SourceKind.VSPHERE, machines);
        if (found.size() != 1) {
            throw new RequeueException("VM " + VmRefs.print(vm) + " of the Plan, found once");
        }
        return Optional.of(found.get(0));
    }

    private static List<SimVm.Disk> sharedOf(SimVm vm) {
        return vm.disks().stream().filter(SimVm.Disk::shared).toList();
    }

    private static boolean uses(SimVm vm, List<SimVm.Disk> shared) {
        return vm.power() != SimVm.PowerState.poweredOff && shared.stream().anyMatch(disk -> has(vm, disk));
    }

    private static boolean has(SimVm vm, SimVm.Disk disk) {
        return vm.disks().stream().anyMatch(other -> other.file().equals(disk.file()));
    }
}
