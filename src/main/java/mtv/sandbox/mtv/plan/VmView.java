package mtv.sandbox.mtv.plan;

import mtv.model.NetworkDestination;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.sandbox.mtv.build.DataVolumes;
import mtv.sandbox.mtv.build.Disks;
import mtv.sandbox.mtv.build.Mapping;
import mtv.sandbox.mtv.build.TargetNames;
import mtv.sandbox.mtv.runtime.Settings;
import mtv.sandbox.source.SimVm;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One VM of a Plan as the checks see it.
 *
 * @param begun whether a run of this Plan knows the VM: what is there by then is the run's own doing
 * @param taken names and MAC addresses in use on the destination
 */
record VmView(
        String planName,
        PlanSpec plan,
        PlanVm wish,
        SimVm source,
        Mapping mapping,
        Settings settings,
        boolean begun,
        Taken taken) {

    /** What the destination has already. */
    record Taken(Set<String> names, Set<String> macs) {}

    boolean nameTaken() {
        String name = wish.targetName() == null ? source.name() : wish.targetName();
        return !begun && taken.names().contains(name);
    }

    boolean macTaken() {
        return !begun
                && source.nics().stream()
                        .anyMatch(nic -> taken.macs().contains(nic.mac().toLowerCase(Locale.ROOT)));
    }

    boolean networksMapped() {
        return source.nics().stream().allMatch(mapping::maps);
    }

    boolean storageMapped() {
        return source.disks().stream().allMatch(disk -> mapping.storage(disk).isPresent());
    }

    boolean severalPodNetworks() {
        return mapping.attach(source.nics()).stream()
                        .filter(nic -> nic.destination().type() == NetworkDestination.Type.POD)
                        .count()
                > 1;
    }

    boolean untracked() {
        return plan.isWarm() && !source.changeTracking();
    }

    boolean hasForeignSnapshots() {
        return plan.isWarm() && !begun && !source.snapshots().isEmpty();
    }

    boolean toolsMissing() {
        return source.power() == SimVm.PowerState.poweredOn && !source.toolsRunning();
    }

    /** Static addresses are preserved unless told otherwise, and only tools tell them. */
    boolean addressesUnknown() {
        return !Boolean.FALSE.equals(plan.preserveStaticIPs())
                && !source.nics().stream().allMatch(source::tellsAddressOf);
    }

    boolean emptyDisk() {
        return source.disks().stream().anyMatch(disk -> disk.capacity() <= 0);
    }

    boolean targetNameInvalid() {
        return wish.targetName() != null && !TargetNames.isSubdomain(wish.targetName());
    }

    boolean willBeRenamed() {
        return wish.targetName() == null && !TargetNames.isSubdomain(source.name());
    }

    /** What is wrong with the names that the volumes would get. */
    Optional<String> templateError() {
        DataVolumes.Request request = new DataVolumes.Request(
                planName,
                plan,
                wish,
                source,
                TargetNames.forTemplates(wish.targetName(), source.name(), source.id()),
                Map.of(),
                null);
        try {
            for (int index = 0; index < Disks.ordered(source).size(); index++) {
                DataVolumes.name(request, index, settings);
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(" template:" + DataVolumes.template(request, settings) + " error:" + e.getMessage());
        }
    }
}
