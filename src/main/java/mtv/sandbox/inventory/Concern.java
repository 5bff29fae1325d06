package mtv.sandbox.inventory;

import mtv.sandbox.fault.Faults;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SimVm.PowerState;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** A rule of MTV's policy agent for vSphere machines, and what it says when it applies. */
enum Concern {
    PASSTHROUGH(
            "vmware.passthrough_device.detected",
            "Critical",
            "Passthrough device detected",
            (vm, faults) -> faults.fires("vm-critical-concern", "every VM of the inventory")),
    NO_CHANGE_TRACKING(
            "vmware.changed_block_tracking.disabled",
            "Warning",
            "Changed Block Tracking (CBT) not enabled",
            (vm, faults) -> !vm.changeTracking()),
    TPM("vmware.tpm.detected", "Warning", "TPM detected", (vm, faults) -> vm.tpm()),
    NAME(
            "vmware.vm.name.invalid",
            "Warning",
            "Invalid VM name",
            (vm, faults) -> !vm.name().matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")),
    NO_ADDRESS(
            "vmware.vm_missing_ip.detected",
            "Warning",
            "VM is missing IP addresses",
            (vm, faults) -> vm.power() == PowerState.poweredOn && !vm.toolsRunning()),
    SNAPSHOT(
            "vmware.snapshot.detected",
            "Information",
            "VM snapshot detected",
            (vm, faults) -> !vm.snapshots().isEmpty());

    private final String id;
    private final String category;
    private final String label;
    private final BiPredicate<SimVm, Faults> applies;

    Concern(String id, String category, String label, BiPredicate<SimVm, Faults> applies) {
        this.id = id;
        this.category = category;
        this.label = label;
        this.applies = applies;
    }

    static List<Map<String, String>> of(SimVm vm, Faults faults) {
        return Arrays.stream(values())
                .filter(concern -> concern.applies.test(vm, faults))
                .map(concern -> Map.of(
                        "id", concern.id,
                        "label", concern.label,
                        "category", concern.category,
                        "assessment", concern.label + "."))
                .toList();
    }
}
