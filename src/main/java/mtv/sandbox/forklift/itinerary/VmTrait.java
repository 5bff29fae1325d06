package mtv.sandbox.forklift.itinerary;

import mtv.model.TargetPowerState;
import mtv.sandbox.forklift.build.SourceKind;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A trait of a VM by which {@link Itinerary} selects its phases. MTV calls these the flags of an itinerary. */
public enum VmTrait {
    VSPHERE(vm -> vm.kind() == SourceKind.VSPHERE),
    OPENSTACK(vm -> vm.kind() == SourceKind.OPENSTACK),
    /** virt-v2v changes the guest. */
    CONVERSION(VmOptions::converts),
    /** virt-v2v writes the disks itself. */
    V2V(VmOptions::copiedByV2v),
    /** CDI or a populator copies the disks. */
    CDI(vm -> !vm.copiedByV2v()),
    INSPECTION(VmOptions::inspects),
    UNINSPECTED(vm -> !vm.inspects()),
    /** MTV waits until a Windows guest has rebooted, unless the VM shall be powered off. */
    WINDOWS(vm -> vm.settings().waitForGuestReboots()
            && vm.converts()
            && vm.source().windows()
            && vm.power() != TargetPowerState.OFF),
    /** The migration ends only after the last snapshot has been consolidated. */
    MERGE(vm -> vm.settings().waitForFinalConsolidation()),
    PREHOOK(vm -> vm.hooks("PreHook")),
    POSTHOOK(vm -> vm.hooks("PostHook"));

    private final Predicate<VmOptions> holds;

    VmTrait(Predicate<VmOptions> holds) {
        this.holds = holds;
    }

    static Set<VmTrait> of(VmOptions options) {
        return Arrays.stream(values())
                .filter(trait -> trait.holds.test(options))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(VmTrait.class)));
    }
}
