package mtv.check.compare;

import io.soabase.recordbuilder.core.RecordBuilder;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.model.StorageDestination;
import mtv.names.ExpectedName;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the scenario, the maps and MTV's rules promise about one VM.
 *
 * @param name by MTV's rules
 * @param plan what was asked for
 * @param vm this VM's entry in it
 * @param labels that MTV must set on the VM: plan, migration and vmID
 * @param networks destination network by source network: {@code pod} or {@code namespace/name}
 * @param storages destination by source storage
 * @param profiles what CDI chooses where the map says nothing, by storage class
 * @param claims names of the claims by the Plan's template, in the order of the source's disks
 * @param vmwareSerial whether the destination's release writes a vSphere serial as vSphere does
 * @param mtv the release of MTV
 * @param rebootsWatched whether MTV started the guest to watch its reboots, which it does for Windows
 * @param agent whether the guest agent must be connected
 * @param addresses that the scenario knows the guest to have
 * @param tells parts of the answers that the scenario knows the guest to give, by command
 * @param canary what its guest wrote on the source while it was copied
 * @param stopped whether an earlier run of the Plan had powered the source off before it failed
 * @param maxDowntime how long it may be off at most, by the scenario
 * @param local whether the destination is MTV's own cluster, by an empty url
 */
@RecordBuilder
public record ExpectedVm(
        SourceType source,
        String namespace,
        ExpectedName name,
        PlanSpec plan,
        PlanVm vm,
        Map<String, String> labels,
        Map<String, String> networks,
        Map<String, StorageDestination> storages,
        Map<String, Modes> profiles,
        Fact<List<ExpectedName>> claims,
        Fact<Boolean> vmwareSerial,
        Fact<String> mtv,
        boolean rebootsWatched,
        boolean agent,
        Set<String> addresses,
        Map<String, String> tells,
        Optional<Canary> canary,
        Optional<Duration> maxDowntime,
        boolean local,
        boolean stopped)
        implements ExpectedVmBuilder.With {

    public ExpectedVm {
        canary = canary == null ? Optional.empty() : canary;
    }

    /** How CDI presents a volume of a class: the first of its StorageProfile. */
    public record Modes(Set<String> accessModes, String volumeMode) {}

    /** Whether guests of this source go through virt-v2v, unless the Plan says otherwise. */
    public boolean convertible() {
        return source.isConverted();
    }

    /** Whether the disks went through virt-v2v. */
    public boolean converted() {
        return convertible() && !Boolean.TRUE.equals(plan.skipGuestConversion());
    }

    /** Whether virt-v2v copied the disks, too, as it does where the claims are within its reach. */
    public boolean copiedByConversion() {
        return converted() && local && !plan.isWarm() && !Boolean.FALSE.equals(plan.migrateSharedDisks());
    }

    /** A guest that was not converted gets devices that every guest knows, unless told otherwise. */
    public boolean compatible() {
        return source == SourceType.VSPHERE && !converted() && !Boolean.FALSE.equals(plan.useCompatibilityMode());
    }

    /** Whether a device of the source's storage becomes a LUN again, and is not copied to a disk. */
    public boolean passesOn(SourceVm.Disk disk) {
        return source == SourceType.VSPHERE && disk.rawDevice() && wants(vm.rdmAsLun(), plan.rdmAsLun());
    }

    /** Whether LUNs of shared disks take reservations. */
    public boolean reserves() {
        return wants(vm.scsiReservation(), plan.scsiReservation());
    }

    /** The VM's own wish beats the Plan's, and none means no. */
    private static boolean wants(Boolean own, Boolean common) {
        return Boolean.TRUE.equals(own == null ? common : own);
    }
}
