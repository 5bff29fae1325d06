package mtv.sandbox.mtv.plan;

import mtv.model.Condition;
import mtv.sandbox.mtv.maps.SourceRefs;
import mtv.sandbox.mtv.runtime.Conditions;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One thing that can be wrong with a VM. The condition names all VMs of which it holds.
 *
 * @param finds the condition's item for a VM, or nothing
 */
record VmCheck(Condition condition, Function<VmView, Optional<String>> finds) {

    private static final String NOT_VALID = "NotValid";

    /** In the order in which the product looks. */
    static final List<VmCheck> ALL = List.of(
            warns(
                    "TargetNameNotValid",
                    NOT_VALID,
                    "Target VM name does not comply with DNS1123; it will be changed.",
                    VmView::willBeRenamed),
            fails("NotValid", NOT_VALID, "Target VM name is not valid.", VmView::targetNameInvalid),
            fails("VMAlreadyExists", "NotUnique", "Target VM already exists.", VmView::nameTaken),
            fails("VMNetworksNotMapped", NOT_VALID, "VM has unmapped networks.", vm -> !vm.networksMapped()),
            fails("VMStorageNotMapped", NOT_VALID, "VM has unmapped storage.", vm -> !vm.storageMapped()),
            fails(
                    "VMMultiplePodNetworkMappings",
                    NOT_VALID,
                    "VM has more than one interface mapped to the pod network.",
                    VmView::severalPodNetworks),
            warns(
                    "VMMissingGuestIPs",
                    "MissingGuestInformation",
                    "Guest information on vNICs is missing.",
                    VmView::addressesUnknown),
            fails(
                    "VMMissingChangedBlockTracking",
                    "MissingChangedBlockTracking",
                    "Changed Block Tracking (CBT) has not been enabled on some VM.",
                    VmView::untracked),
            fails(
                    "VMHasSnapshots",
                    NOT_VALID,
                    "VM has pre-existing snapshots, incompatible with warm migration.",
                    VmView::hasForeignSnapshots),
            fails("GuestToolsIssue", NOT_VALID, "VMware Tools do not run in the guest.", VmView::toolsMissing),
            fails("InvalidDiskSizes", NOT_VALID, "VM has disks of no size.", VmView::emptyDisk),
            fails(
                    "MacConflicts",
                    NOT_VALID,
                    "VM has a MAC address that is in use on the destination.",
                    VmView::macTaken),
            new VmCheck(
                    Conditions.critical("NotValid", NOT_VALID, "VM has an invalid template of volume names."),
                    vm -> vm.templateError().map(error -> print(vm) + error)));

    private static VmCheck fails(String type, String reason, String message, Predicate<VmView> wrong) {
        return new VmCheck(Conditions.critical(type, reason, message), item(wrong));
    }

    private static VmCheck warns(String type, String reason, String message, Predicate<VmView> wrong) {
        return new VmCheck(Conditions.warn(type, reason, message), item(wrong));
    }

    private static Function<VmView, Optional<String>> item(Predicate<VmView> wrong) {
        return vm -> Optional.of(print(vm)).filter(item -> wrong.test(vm));
    }

    private static String print(VmView vm) {
        return SourceRefs.print(vm.source().id(), vm.source().name());
    }

    void apply(List<VmView> vms, Conditions conditions) {
        List<String> items =
                vms.stream().flatMap(vm -> finds.apply(vm).stream()).toList();
        if (!items.isEmpty()) {
            conditions.set(condition.withItems(items));
        }
    }
}
