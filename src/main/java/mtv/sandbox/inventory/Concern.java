package mtv.sandbox.inventory;

import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SimVm.PowerState;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A rule of MTV's policy agent for vSphere machines, and what it says when it applies. */
enum Concern {
    NO_CHANGE_TRACKING(
            "vmware.changed_block_tracking.disabled",
            "Warning",
            "Changed Block Tracking (CBT) not enabled",
            vm -> !vm.changeTracking()),
    TPM("vmware.tpm.detected", "Warning", "TPM detected", vm -> vm.tpm()),
    NAME(
            "vmware.vm.name.invalid",
            "Warning",
            "Invalid VM name",
            vm -> !vm.name().matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")),
    NO_ADDRESS(
            "vmware.vm_missing_ip.detected",
            "Warning",
            "VM is missing IP addresses",
            vm -> vm.power() == PowerState.poweredOn && !vm.toolsRunning()),
    SNAPSHOT(
            "vmware.snapshot.detected",
            "Information",
            "VM snapshot detected",
            vm -> !vm.snapshots().isEmpty());

    private final String id;
    private final String category;
    private final String label;
    private final Predicate<SimVm> applies;

    Concern(String id, String category, String label, Predicate<SimVm> applies) {
        this.id = id;
        this.category = category;
        this.label = label;
        this.applies = applies;
    }

    static List<Map<String, String>> of(SimVm vm) {
        return Arrays.stream(values())
                .filter(concern -> concern.applies.test(vm))
                .map(concern -> Map.of(
                        "id", concern.id,
                        "label", concern.label,
                        "category", concern.category,
                        "assessment", concern.label + "."))
                .toList();
    }
}
