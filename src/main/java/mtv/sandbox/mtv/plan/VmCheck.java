package mtv.sandbox.mtv.plan;

import mtv.model.Condition;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.mtv.maps.SourceRefs;
import mtv.sandbox.mtv.runtime.Conditions;
import mtv.sandbox.mtv.runtime.Findings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One thing that can be wrong with a VM. The condition names all VMs of which it holds.
 *
 * @param finds the condition's item for a VM, or nothing
 */
record VmCheck(Condition condition, Function<VmView, Optional<String>> finds) {

    private static final String BAD = "NotValid";

    private static final List<VmCheck> ALL = List.of(
            warn(
                    "TargetNameNotValid",
                    BAD,
                    "Target VM name will be changed to comply with DNS1123.",
                    VmView::willBeRenamed),
            fail("NotValid", BAD, "Target VM name does not comply with DNS1123.", VmView::targetNameInvalid),
            fail("VMAlreadyExists", "NotUnique", "Target VM already exists.", VmView::nameTaken),
            fail("VMNetworksNotMapped", BAD, "VM has unmapped networks.", vm -> !vm.networksMapped()),
            fail("VMStorageNotMapped", BAD, "VM has unmapped storage.", vm -> !vm.storageMapped()),
            fail(
                    "VMMultiplePodNetworkMappings",
                    BAD,
                    "VM has more than one interface mapped to the pod network.",
                    VmView::severalPodNetworks),
            warn("HostNotReady", "InMaintenanceMode", "VM host is in maintenance mode.", VmView::hostInMaintenance),
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
            fail("VMHasSnapshots", BAD, "VM has pre-existing snapshots.", VmView::hasForeignSnapshots),
            warn(
                    "VMConsolidationNeeded",
                    "ConsolidationNeeded",
                    "VM needs its disks to be consolidated.",
                    vm -> vm.plan().isWarm() && vm.shows("consolidationNeeded", true)),
            warn(
                    "UnsupportedOVFExportSource",
                    null,
                    "VM was not exported by VMware.",
                    vm -> vm.is(SourceKind.OVA) && !vm.shows("exportSource", "VMware")),
            fail("GuestToolsIssue", BAD, "VMware Tools do not run in the guest.", VmView::toolsMissing),
            fail("InvalidDiskSizes", BAD, "VM has disks of no size.", VmView::emptyDisk),
            fail("MacConflicts", BAD, "VM has a MAC address that is in use on the destination.", VmView::macTaken),
            warn(
                    "RDMDiskWarning",
                    "NotSupported",
                    "VM has RDM disks, which VDDK does not transfer.",
                    VmView::mapsRawDevice),
            warn(
                    "IndependentDiskWarning",
                    "NotSupported",
                    "VM has independent disks, which VDDK does not transfer.",
                    vm -> vm.is(SourceKind.VSPHERE)
                            && vm.hasDisk(disk -> disk.mode().startsWith("independent_"))),
            fail("MissingPvcForOnlyConversion", BAD, "VM does not have a PVC for each disk.", VmView::unprepared),
            warn(
                    "LuksAndClevisIncompatibility",
                    BAD,
                    "LUKS keys and Clevis exclude each other.",
                    VmView::twiceEncrypted),
            new VmCheck(
                    Conditions.critical("NotValid", BAD, "VM has an invalid template of names."),
                    vm -> vm.templateError().map(error -> print(vm) + error)));

    private static VmCheck fail(String type, String reason, String message, Predicate<VmView> wrong) {
        return new VmCheck(Conditions.critical(type, reason, message), item(wrong));
    }

    private static VmCheck warn(String type, String reason, String message, Predicate<VmView> wrong) {
        return new VmCheck(Conditions.warning(type, reason, message), item(wrong));
    }

    /** These carry the id of the VM in their type. */
    private static List<VmCheck> ofSharedDisks(String id) {
        return List.of(
                fail(
                        "SharedDisks-" + id,
                        null,
                        "VM must be powered off and cold to share disks.",
                        VmView::sharesDiskInUse),
                warn("SharedWarnDisks-" + id, null, "No PVC was found for a shared disk.", VmView::sharedDiskMissing));
    }

    private static Function<VmView, Optional<String>> item(Predicate<VmView> wrong) {
        return vm -> Optional.of(print(vm)).filter(item -> wrong.test(vm));
    }

    static String print(VmView vm) {
        return SourceRefs.print(vm.source().id(), vm.source().name());
    }

    /** What is wrong with one VM: each condition with the item for it, in the order in which the product looks. */
    static Map<Condition, String> wrong(VmView vm) {
        Map<Condition, String> wrong = new LinkedHashMap<>();
        Stream.of(ALL, ofSharedDisks(vm.source().id()))
                .flatMap(List::stream)
                .forEach(check -> check.finds.apply(vm).ifPresent(item -> wrong.put(check.condition, item)));
        return wrong;
    }

    /** Sets each condition once, with all that it holds for. */
    static void report(List<Map<Condition, String>> vms, Conditions conditions) {
        Findings findings = new Findings(ALL.stream().map(VmCheck::condition).toArray(Condition[]::new));
        vms.forEach(vm -> vm.forEach(findings::add));
        findings.report(conditions);
    }
}
