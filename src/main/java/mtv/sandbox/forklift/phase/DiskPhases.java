package mtv.sandbox.forklift.phase;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.model.PipelineStep;
import mtv.model.StorageDestination;
import mtv.sandbox.forklift.build.MigratedDisk;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.build.Transfer;
import mtv.sandbox.forklift.build.VolumeManifests;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.StepUpdates;
import mtv.sandbox.forklift.itinerary.VmTrait;
import mtv.sandbox.forklift.objects.TargetVolumes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The phases that create the volumes and follow them while CDI or a populator fills them. */
final class DiskPhases {

    private DiskPhases() {}

    static void create(VmRun vm) {
        Optional<String> url = url(vm);
        if (url.isEmpty()) {
            return;
        }
        VolumeManifests volumes = volumes(vm, url.get());
        Set<String> existing = Stream.concat(
                        vm.volumes().dataVolumes(vm.id()).stream().map(DiskPhases::source),
                        vm.volumes().claims(vm.id()).stream().map(TargetVolumes::source))
                .collect(Collectors.toSet());
        for (MigratedDisk disk : vm.options().disks()) {
            Optional<StorageDestination> place = vm.context()
                    .mapping()
                    .storage(disk.disk())
                    .map(found -> volumes.populated() ? vm.volumes().modes(found) : found);
            if (place.isPresent() && !existing.contains(disk.source())) {
                volumes.of(disk, place.get(), checkpoints(vm, disk)).forEach(vm.target()::create);
            }
        }
        vm.advance();
    }

    /** The address that the disks are read from; empty while the export of an OpenShift VM is not ready. */
    private static Optional<String> url(VmRun vm) {
        return vm.context().kind() == SourceKind.OPENSHIFT
                ? vm.context().sourceCluster().export(vm.source())
                : Optional.of(vm.context().source().getSpec().url());
    }

    private static VolumeManifests volumes(VmRun vm, String url) {
        Map<String, String> labels = vm.context().labels().vm(vm.id());
        boolean v2v = vm.itinerary().is(VmTrait.V2V);
        boolean cold = vm.options().host() && !vm.itinerary().warm();
        Transfer transfer = vm.context().kind().transfer(v2v, cold);
        String secret = SourceCredentials.secret(
                vm, transfer.populates() ? SourceCredentials.Use.POPULATOR : SourceCredentials.Use.DATA_VOLUMES);
        String configMap = transfer.populates() ? null : SourceCredentials.configMap(vm);
        Transfer.Origin origin = new Transfer.Origin(
                url,
                vm.source().uuid(),
                secret,
                configMap,
                vm.context().source().getStatus().fingerprint(),
                vm.context().vddkImage());
        return new VolumeManifests(
                vm.names(),
                transfer,
                origin,
                labels,
                vm.context().labels().uids(vm.id()),
                vm.context().kind().converts() && !v2v ? vm.source().uuid() : null,
                annotations(vm, transfer));
    }

    /** Annotations of each volume that control how CDI or a populator fills it. */
    private static Map<String, String> annotations(VmRun vm, Transfer transfer) {
        Map<String, String> annotations = new TreeMap<>();
        Optional<String> serviceAccount = Optional.ofNullable(vm.context().serviceAccount());
        if (transfer.populates()) {
            serviceAccount.ifPresent(name -> annotations.put("forklift.konveyor.io/serviceAccount", name));
            return annotations;
        }
        annotations.putAll(vm.context().transferNetwork());
        serviceAccount.ifPresent(name -> annotations.put("cdi.kubevirt.io/storage.pod.serviceAccountName", name));
        if (vm.itinerary().warm()) {
            annotations.put("cdi.kubevirt.io/storage.usePopulator", "false");
        }
        // on MTV's own cluster the conversion pod is the first consumer
        if (vm.itinerary().warm() || !vm.options().host() || vm.context().kind() == SourceKind.OPENSHIFT) {
            annotations.put("cdi.kubevirt.io/storage.bind.immediate.requested", "true");
        }
        return annotations;
    }

    private static ArrayNode checkpoints(VmRun vm, MigratedDisk disk) {
        return vm.itinerary().warm() ? SnapshotPhases.checkpoints(vm, disk.source()) : null;
    }

    static void follow(VmRun vm) {
        vm.work();
        List<GenericKubernetesResource> volumes = vm.volumes().dataVolumes(vm.id());
        if (volumes.isEmpty()) {
            followPopulators(vm);
        }
        for (GenericKubernetesResource volume : volumes) {
            DiskProgress.countFailures(vm, volume);
            vm.editTask(task(vm, source(volume)), task -> DiskProgress.reflect(vm, task, volume));
        }
        vm.editStep(step -> DiskProgress.phaseOf(StepUpdates.reflectTasks(step, vm.now())));
        PipelineStep step = vm.step();
        if (step.completed() == null || step.error() != null) {
            return;
        }
        if (vm.phase() == Phase.CopyDisks && vm.itinerary().warm()) {
            vm.editLastPrecopy(precopy -> precopy.withEnd(vm.now()));
            vm.editWarm(warm -> warm.withSuccesses(warm.successes() + 1)
                    .withConsecutiveFailures(0)
                    .withNextPrecopyAt(vm.now().plus(vm.context().settings().precopyInterval())));
        }
        vm.advance();
    }

    private static String task(VmRun vm, String source) {
        return vm.options().disks().stream()
                .filter(disk -> disk.source().equals(source))
                .map(MigratedDisk::task)
                .findFirst()
                .orElse("");
    }

    private static void followPopulators(VmRun vm) {
        List<PersistentVolumeClaim> claims = vm.volumes().claims(vm.id());
        for (MigratedDisk disk : vm.options().disks()) {
            Optional<PersistentVolumeClaim> claim = claims.stream()
                    .filter(found -> disk.source().equals(TargetVolumes.source(found)))
                    .findFirst();
            vm.editTask(
                    disk.task(),
                    task -> claim.map(found -> DiskProgress.populated(vm, task, found))
                            .orElseGet(
                                    () -> StepUpdates.failed(task, "PVC is missing; disk transfer cannot continue")));
        }
    }

    private static String source(GenericKubernetesResource volume) {
        return volume.getMetadata().getAnnotations().get(VolumeManifests.DISK_SOURCE);
    }
}
