package mtv.sandbox.forklift.plan;

import mtv.model.MigrationType;
import mtv.model.NetworkSource;
import mtv.model.PlanSpec;
import mtv.model.PlanVm;
import mtv.names.gotemplate.TemplateException;
import mtv.sandbox.forklift.build.PlanMaps;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.build.TargetNames;
import mtv.sandbox.forklift.build.TemplateNames;
import mtv.sandbox.forklift.itinerary.VmOptions;
import mtv.sandbox.forklift.run.MigrationStatusEditor;
import mtv.sandbox.sources.SimVm;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One VM of a Plan as the checks see it.
 *
 * @param resolved the Plan of the VM, with all that it refers to
 * @param there what the destination has already
 * @param cluster the VM in the cluster of an openshift source; empty for other sources
 */
record VmView(ResolvedPlan resolved, VmOptions options, DestinationState there, Optional<ClusterVm> cluster) {

    PlanSpec plan() {
        return options.plan();
    }

    PlanVm planVm() {
        return options.vm();
    }

    SimVm source() {
        return options.source();
    }

    boolean is(SourceKind kind) {
        return options.kind() == kind;
    }

    /** What an earlier run of this Plan has made does not count. */
    boolean nameTaken() {
        String name = hasTargetName() ? planVm().targetName() : planVm().name();
        boolean own = MigrationStatusEditor.vms(resolved.plan()).stream()
                .anyMatch(vm -> source().id().equals(vm.id()));
        return !own && there.names().contains(name);
    }

    /** A VM that is copied cold from an openshift is halted, so that its addresses may be there. */
    boolean macTaken() {
        return (!is(SourceKind.OPENSHIFT) || plan().type() == MigrationType.LIVE)
                && source().nics().stream().map(SimVm.Nic::mac).anyMatch(there.macs()::contains);
    }

    boolean networksMapped() {
        return cluster.map(
                        vm -> vm.networksMapped(resolved.networkMap().getSpec().map()))
                .orElseGet(() -> source().nics().stream().allMatch(mapping()::maps));
    }

    /** Of all disks, even of those that stay; oVirt's LUNs need no entry. A conversion has no map. */
    boolean storageMapped() {
        return options.convertsOnly()
                || cluster.map(vm -> vm.storageMapped(resolved.storages()))
                        .orElseGet(() -> options.kind().disks(source(), options.catalog()).stream()
                                .allMatch(disk -> !disk.copied()
                                        || mapping().storage(disk.disk()).isPresent()));
    }

    private PlanMaps mapping() {
        return resolved.mapping();
    }

    boolean severalPodNetworks() {
        return NetworkEntries.severalToPods(
                networks(), resolved.networkMap().getSpec().map());
    }

    /** As entries of a map would name them, once for each NIC; in OpenStack once for each network. */
    private List<NetworkSource> networks() {
        Stream<String> ids = source().nics().stream().map(SimVm.Nic::network);
        return switch (options.kind()) {
            case OPENSHIFT -> cluster.map(ClusterVm::networks).orElse(List.of());
            case OPENSTACK -> ids.distinct().map(NetworkSource::byId).toList();
            // by a name without namespace, which fits no entry: the product never finds two
            case OVA -> List.of();
            case VSPHERE, OVIRT -> ids.map(NetworkSource::byId).toList();
        };
    }

    boolean hostInMaintenance() {
        return is(SourceKind.VSPHERE)
                && options.catalog().hosts().stream()
                        .anyMatch(host -> host.inMaintenance() && host.id().equals(source().host()));
    }

    boolean untracked() {
        return is(SourceKind.VSPHERE) && plan().isWarm() && !source().changeTracking();
    }

    boolean hasSnapshots() {
        return is(SourceKind.VSPHERE)
                && plan().isWarm()
                && !source().snapshots().isEmpty();
    }

    /** A field that the inventory shows beyond the ordinary ones. */
    boolean shows(String field, Object value) {
        return value.equals(source().shown().get(field));
    }

    boolean toolsMissing() {
        return is(SourceKind.VSPHERE) && source().power() == SimVm.PowerState.poweredOn && !source().toolsRunning();
    }

    /**
     * Static addresses are preserved unless told otherwise; the guest tells none, or one of a NIC that is not there.
     */
    boolean addressesUnknown() {
        List<SimVm.Address> told = source().guestNetworks();
        List<String> nics = source().nics().stream().map(SimVm.Nic::mac).toList();
        return is(SourceKind.VSPHERE)
                && !Boolean.FALSE.equals(plan().preserveStaticIPs())
                && (!nics.isEmpty() && told.isEmpty()
                        || told.stream().anyMatch(address -> !nics.contains(address.mac())));
    }

    private boolean hasDisk(Predicate<SimVm.Disk> which) {
        return source().disks().stream().anyMatch(which);
    }

    boolean emptyDisk() {
        return !is(SourceKind.OPENSHIFT) && hasDisk(disk -> disk.capacity() <= 0);
    }

    /** The sandbox maps raw devices in virtual mode, of which a snapshot can be taken: warm Plans are not warned. */
    boolean mapsRawDevice() {
        return is(SourceKind.VSPHERE)
                && !resolved.offloads()
                && !plan().isWarm()
                && hasDisk(disk -> disk.storageType() == SimVm.StorageType.lun);
    }

    boolean hasIndependentDisk() {
        return is(SourceKind.VSPHERE)
                && !resolved.offloads()
                && hasDisk(disk -> disk.mode().startsWith("independent_"));
    }

    /** A Plan copies by one method: where the array copies anything, it has to copy all. */
    boolean offloadsInPart() {
        return is(SourceKind.VSPHERE)
                && resolved.offloads()
                && hasDisk(disk -> resolved.storages().stream()
                        .filter(pair -> disk.storage().equals(pair.source().id()))
                        .findFirst()
                        .filter(pair -> !ResolvedPlan.byArray(pair))
                        .isPresent());
    }

    private boolean hasTargetName() {
        return planVm().targetName() != null && !planVm().targetName().isEmpty();
    }

    boolean targetNameInvalid() {
        return hasTargetName() && !TargetNames.isSubdomain(planVm().targetName());
    }

    boolean willBeRenamed() {
        return !hasTargetName() && !TargetNames.isSubdomain(planVm().name());
    }

    boolean unprepared() {
        long claims = there.prepared().stream()
                .filter(DestinationState.machine(source().id(), source().uuid())::equals)
                .count();
        return is(SourceKind.VSPHERE)
                && options.convertsOnly()
                && claims != source().disks().size();
    }

    boolean twiceEncrypted() {
        return planVm().luks() != null && Boolean.TRUE.equals(planVm().nbdeClevis());
    }

    /** A live migration needs an instance that runs. */
    boolean halted() {
        return plan().type() == MigrationType.LIVE
                && cluster.filter(vm -> !vm.hasInstance()).isPresent();
    }

    /** What is wrong with the names that claims would get. */
    Optional<String> claimTemplateError() {
        TemplateNames names = options.names(
                resolved.plan().getMetadata().getName(),
                TargetNames.forTemplates(
                        hasTargetName() ? planVm().targetName() : null, source().name(), source().id()));
        try {
            options.kind().disks(source(), options.catalog()).forEach(names::claim);
            return Optional.empty();
        } catch (IllegalArgumentException | TemplateException e) {
            return Optional.of(" template:" + names.claimTemplate() + " error:" + e.getMessage());
        }
    }

    boolean badVolumeTemplate() {
        return !TemplateNames.namesVolumes(planVm().volumeNameTemplate());
    }

    boolean badNetworkTemplate() {
        return !TemplateNames.namesNetworks(planVm().networkNameTemplate());
    }
}
