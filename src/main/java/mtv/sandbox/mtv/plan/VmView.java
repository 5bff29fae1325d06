package mtv.sandbox.mtv.plan;

import mtv.model.NetworkDestination;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.names.TemplateException;
import mtv.sandbox.mtv.build.DiskOnTheWay;
import mtv.sandbox.mtv.build.Mapping;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.mtv.build.TargetNames;
import mtv.sandbox.mtv.build.TemplateNames;
import mtv.sandbox.mtv.run.Question;
import mtv.sandbox.source.SimVm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One VM of a Plan as the checks see it.
 *
 * @param begun whether a run of this Plan knows the VM: what is there by then is the run's own doing
 * @param taken names and MAC addresses in use on the destination
 */
record VmView(String planName, Question question, Mapping mapping, boolean begun, Taken taken) {

    /**
     * What the destination has already.
     *
     * @param disks that claims in the target namespace were made for
     * @param prepared uuids of machines for whose conversion claims are there, once for each claim
     */
    record Taken(Set<String> names, Set<String> macs, Set<String> disks, List<String> prepared) {}

    PlanSpec plan() {
        return question.plan();
    }

    PlanVm wish() {
        return question.vm();
    }

    SimVm source() {
        return question.source();
    }

    boolean is(SourceKind kind) {
        return question.kind() == kind;
    }

    boolean nameTaken() {
        String name = wish().targetName() == null ? source().name() : wish().targetName();
        return !begun && taken.names().contains(name);
    }

    boolean macTaken() {
        return !begun
                && !is(SourceKind.OPENSHIFT)
                && source().nics().stream()
                        .anyMatch(nic -> taken.macs().contains(nic.mac().toLowerCase(Locale.ROOT)));
    }

    boolean networksMapped() {
        return source().nics().stream().allMatch(mapping::maps);
    }

    boolean storageMapped() {
        return question.disks().stream()
                .filter(DiskOnTheWay::copied)
                .allMatch(disk -> mapping.storage(disk.disk()).isPresent());
    }

    boolean severalPodNetworks() {
        return mapping.attach(source()).stream()
                        .filter(nic -> nic.destination().type() == NetworkDestination.Type.POD)
                        .count()
                > 1;
    }

    boolean hostInMaintenance() {
        return is(SourceKind.VSPHERE)
                && question.catalog().hosts().stream()
                        .anyMatch(host -> host.inMaintenance() && host.id().equals(source().host()));
    }

    boolean untracked() {
        return is(SourceKind.VSPHERE) && plan().isWarm() && !source().changeTracking();
    }

    boolean hasForeignSnapshots() {
        return is(SourceKind.VSPHERE)
                && plan().isWarm()
                && !begun
                && !source().snapshots().isEmpty();
    }

    /** A field that the inventory shows beyond the ordinary ones. */
    boolean shows(String field, Object value) {
        return value.equals(source().shown().get(field));
    }

    boolean toolsMissing() {
        return is(SourceKind.VSPHERE) && source().power() == SimVm.PowerState.poweredOn && !source().toolsRunning();
    }

    /** Static addresses are preserved unless told otherwise, and only tools tell them: all that they know, or none. */
    boolean addressesUnknown() {
        return is(SourceKind.VSPHERE)
                && !Boolean.FALSE.equals(plan().preserveStaticIPs())
                && !source().nics().isEmpty()
                && source().guestNetworks().isEmpty();
    }

    boolean hasDisk(Predicate<SimVm.Disk> which) {
        return source().disks().stream().anyMatch(which);
    }

    boolean emptyDisk() {
        return !is(SourceKind.OPENSHIFT) && hasDisk(disk -> disk.capacity() <= 0);
    }

    /** The sandbox maps raw devices in virtual mode, of which a snapshot can be taken: warm Plans are not warned. */
    boolean mapsRawDevice() {
        return is(SourceKind.VSPHERE)
                && !plan().isWarm()
                && hasDisk(disk -> disk.storageType() == SimVm.StorageType.lun);
    }

    boolean targetNameInvalid() {
        return wish().targetName() != null && !TargetNames.isSubdomain(wish().targetName());
    }

    boolean willBeRenamed() {
        return wish().targetName() == null && !TargetNames.isSubdomain(source().name());
    }

    boolean unprepared() {
        long claims = taken.prepared().stream().filter(source().uuid()::equals).count();
        return question.convertsOnly() && claims != source().disks().size();
    }

    boolean twiceEncrypted() {
        return wish().luks() != null && Boolean.TRUE.equals(wish().nbdeClevis());
    }

    boolean hasSharedDisk() {
        return is(SourceKind.VSPHERE) && hasDisk(SimVm.Disk::shared);
    }

    /** Whoever shares a disk must not write to it, and a snapshot would not cover it. */
    boolean sharesDiskInUse() {
        return hasSharedDisk()
                && (plan().isWarm() || question.sharedDisks() && source().power() == SimVm.PowerState.poweredOn);
    }

    /** A shared disk that stays behind should have been brought by another Plan. */
    boolean sharedDiskMissing() {
        return hasSharedDisk()
                && !question.sharedDisks()
                && question.kind().disks(source(), question.catalog()).stream()
                        .filter(disk -> disk.disk().shared())
                        .anyMatch(disk -> !taken.disks().contains(disk.source()));
    }

    /** What is wrong with the names that volumes and networks would get. */
    Optional<String> templateError() {
        TemplateNames names =
                question.names(planName, TargetNames.forTemplates(wish().targetName(), source().name(), source().id()));
        try {
            question.disks().forEach(disk -> names.volume(disk, names.claim(disk)));
            mapping.attach(source()).forEach(nic -> names.network(0, nic));
            return Optional.empty();
        } catch (IllegalArgumentException | TemplateException e) {
            return Optional.of(" template:" + names.claimTemplate() + " error:" + e.getMessage());
        }
    }
}
