package mtv.sandbox.forklift.plan;

import mtv.model.Condition;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.runtime.Conditions;
import mtv.sandbox.forklift.runtime.GroupedConditions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One check of a VM. Its condition lists all VMs that it applies to. Of several conditions of one type the last hides
 * the others, as in MTV.
 *
 * @param finds the condition's item for a VM, or nothing
 */
record VmCheck(Condition condition, Function<VmView, Optional<String>> finds) {

    private static final String BAD = "NotValid";
    private static final String UNSUPPORTED = "NotSupported";

    private static final List<VmCheck> ALL = List.of(
            fail("VMAlreadyExists", "NotUnique", "Target VM already exists.", VmView::nameTaken),
            warn(
                    "TargetNameNotValid",
                    BAD,
                    "Target VM name will be changed to comply with DNS1123.",
                    VmView::willBeRenamed),
            fail("VMNetworksNotMapped", BAD, "VM has unmapped networks.", vm -> !vm.networksMapped()),
            fail("VMStorageNotMapped", BAD, "VM has unmapped storage.", vm -> !vm.storageMapped()),
            warn("HostNotReady", "InMaintenanceMode", "VM host is in maintenance mode.", VmView::hostInMaintenance),
            fail(
                    "VMMultiplePodNetworkMappings",
                    BAD,
                    "VM has more than one interface mapped to the pod network.",
                    VmView::severalPodNetworks),
            warn(
                    "VMMissingGuestIPs",
                    "MissingGuestInformation",
                    "Guest information on vNICs is missing.",
                    VmView::addressesUnknown),
            fail(
                    "VMMissingChangedBlockTracking",
                    "MissingChangedBlockTracking",
                    "Changed Block Tracking (CBT) has not been enabled on some VM.",
                    VmView::untracked),
            fail("VMHasSnapshots", BAD, "VM has pre-existing snapshots.", VmView::hasSnapshots),
            new VmCheck(
                    Conditions.critical("NotValid", null, "VM PVC name template is invalid."),
                    vm -> vm.claimTemplateError().map(error -> print(vm) + error)),
            fail("NotValid", null, "VM volume name template is invalid.", VmView::badVolumeTemplate),
            fail("NotValid", null, "VM network name template is invalid.", VmView::badNetworkTemplate),
            fail("NotValid", null, "Target VM name does not comply with DNS1123.", VmView::targetNameInvalid),
            warn(
                    "UnsupportedOVFExportSource",
                    null,
                    "VM was not exported by VMware.",
                    vm -> vm.is(SourceKind.OVA) && !vm.shows("exportSource", "VMware")),
            fail("VMPowerStateUnsupported", UNSUPPORTED, "VM power state does not fit the migration.", VmView::halted),
            fail("GuestToolsIssue", BAD, "VMware Tools do not run in the guest.", VmView::toolsMissing),
            fail("InvalidDiskSizes", BAD, "VM has disks of no size.", VmView::emptyDisk),
            fail("MacConflicts", BAD, "VM has a MAC address that is in use on the destination.", VmView::macTaken),
            fail("MissingPvcForOnlyConversion", BAD, "VM does not have a PVC for each disk.", VmView::unprepared),
            warn(
                    "LuksAndClevisIncompatibility",
                    BAD,
                    "LUKS keys and Clevis exclude each other.",
                    VmView::twiceEncrypted),
            fail(
                    "VDDKAndOffloadMixedUsage",
                    UNSUPPORTED,
                    "VM has a disk that the storage array does not copy, unlike others of the Plan.",
                    VmView::offloadsInPart),
            warn(
                    "VMConsolidationNeeded",
                    "ConsolidationNeeded",
                    "VM needs its disks to be consolidated.",
                    vm -> vm.plan().isWarm() && vm.shows("consolidationNeeded", true)),
            warn(
                    "RDMDiskWarning",
                    UNSUPPORTED,
                    "VM has RDM disks, which VDDK does not transfer.",
                    VmView::mapsRawDevice),
            warn(
                    "IndependentDiskWarning",
                    UNSUPPORTED,
                    "VM has independent disks, which VDDK does not transfer.",
                    VmView::hasIndependentDisk));

    private static VmCheck fail(String type, String reason, String message, Predicate<VmView> wrong) {
        return new VmCheck(Conditions.critical(type, reason, message), item(wrong));
    }

    private static VmCheck warn(String type, String reason, String message, Predicate<VmView> wrong) {
        return new VmCheck(Conditions.warning(type, reason, message), item(wrong));
    }

    private static Function<VmView, Optional<String>> item(Predicate<VmView> wrong) {
        return vm -> Optional.of(print(vm)).filter(item -> wrong.test(vm));
    }

    static String print(VmView vm) {
        return VmRefs.print(vm.planVm());
    }

    /** The conditions that apply to a VM with the item for each, in MTV's order. */
    static Map<Condition, String> wrong(VmView vm) {
        Map<Condition, String> wrong = new LinkedHashMap<>();
        ALL.forEach(check -> check.finds.apply(vm).ifPresent(item -> wrong.put(check.condition, item)));
        return wrong;
    }

    /** Sets each condition once, with all VMs that it applies to. */
    static void report(List<Map<Condition, String>> vms, Conditions conditions) {
        GroupedConditions findings =
                new GroupedConditions(ALL.stream().map(VmCheck::condition).toArray(Condition[]::new));
        vms.forEach(vm -> vm.forEach(findings::add));
        findings.report(conditions);
    }
}
