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
 * One VM of a Plan, with the facts that the checks ask for.
 *
 * @param resolved the Plan with everything that it refers to
 * @param there what already exists on the destination
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

    /** Whether the name is taken by a VM that no earlier run of this Plan created. */
    boolean nameTaken() {
        String name = hasTargetName() ? planVm().targetName() : planVm().name();
        boolean own = MigrationStatusEditor.vms(resolved.plan()).stream()
                .anyMatch(vm -> source().id().equals(vm.id()));
        return !own && there.names().contains(name);
    }

    /**
     * Whether a MAC address is taken. A VM of an openshift source that is copied cold is halted, so its addresses may
     * be in use there.
     */
    boolean macTaken() {
        return (!is(SourceKind.OPENSHIFT) || plan().type() == MigrationType.LIVE)
                && source().nics().stream().map(SimVm.Nic::mac).anyMatch(there.macs()::contains);
    }

    boolean networksMapped() {
        return cluster.map(
                        vm -> vm.networksMapped(resolved.networkMap().getSpec().map()))
                .orElseGet(() -> source().nics().stream().allMatch(mapping()::maps));
    }

    /**
     * Whether the storage of all disks is mapped, including disks that are not migrated but not oVirt's LUNs. A
     * conversion has no StorageMap.
     */
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

    /** The VM's networks as a map would name them, once for each NIC; in OpenStack once for each network. */
    private List<NetworkSource> networks() {
        Stream<String> ids = source().nics().stream().map(SimVm.Nic::network);
        return switch (options.kind()) {
            case OPENSHIFT -> cluster.map(ClusterVm::networks).orElse(List.of());
            case OPENSTACK -> ids.distinct().map(NetworkSource::byId).toList();
            // MTV looks them up by a name without namespace, which fits no entry, so it never finds two
            case OVA -> List.of();
            case VSPHERE, OVIRT, HYPERV -> ids.map(NetworkSource::byId).toList();
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

    /** Whether the inventory shows an additional field with this value. */
    boolean shows(String field, Object value) {
        return value.equals(source().shown().get(field));
    }

    boolean toolsMissing() {
        return is(SourceKind.VSPHERE) && source().power() == SimVm.PowerState.poweredOn && !source().toolsRunning();
    }

    /**
     * Whether addresses shall be preserved, which is the default, and the guest reports none or one of a NIC that does
     * not exist.
     */
    boolean addressesUnknown() {
        List<SimVm.Address> reported = source().guestNetworks();
        List<String> nics = source().nics().stream().map(SimVm.Nic::mac).toList();
        return is(SourceKind.VSPHERE)
                && !Boolean.FALSE.equals(plan().preserveStaticIPs())
                && (!nics.isEmpty() && reported.isEmpty()
                        || reported.stream().anyMatch(address -> !nics.contains(address.mac())));
    }

    private boolean hasDisk(Predicate<SimVm.Disk> which) {
        return source().disks().stream().anyMatch(which);
    }

    boolean emptyDisk() {
        return !is(SourceKind.OPENSHIFT) && hasDisk(disk -> disk.capacity() <= 0);
    }

    /**
     * Whether the VM has a raw device mapping. The sandbox's are in virtual mode, which allows snapshots, so warm Plans
     * get no warning.
     */
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

    /** Whether the storage array copies some disks but not all, which MTV does not support. */
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

    /** Whether a live migration is wanted for a VM without a running instance. */
    boolean halted() {
        return plan().type() == MigrationType.LIVE
                && cluster.filter(vm -> !vm.hasInstance()).isPresent();
    }

    /** The error of the template for the names of claims, if it has one. */
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
