package mtv.sandbox.forklift.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import mtv.model.PipelineStep;
import mtv.model.StorageDestination;
import mtv.sandbox.forklift.build.DiskOnTheWay;
import mtv.sandbox.forklift.build.SourceKind;
import mtv.sandbox.forklift.build.Transfer;
import mtv.sandbox.forklift.build.VolumeManifests;
import mtv.sandbox.forklift.objects.TargetVolumes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The volumes: made, and followed while CDI or a populator fills them. */
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
        for (DiskOnTheWay disk : vm.question().disks()) {
            Optional<StorageDestination> place = vm.pass()
                    .mapping()
                    .storage(disk.disk())
                    .map(found -> volumes.populated() ? vm.volumes().modes(found) : found);
            if (place.isPresent() && !existing.contains(disk.source())) {
                volumes.of(disk, place.get(), checkpoints(vm, disk)).forEach(vm.target()::create);
            }
        }
        vm.advance();
    }

    /** Where the disks are read; empty while an export is being made. */
    private static Optional<String> url(VmRun vm) {
        return vm.pass().kind() == SourceKind.OPENSHIFT
                ? vm.pass().sourceCluster().export(vm.source())
                : Optional.of(vm.pass().source().getSpec().url());
    }

    private static VolumeManifests volumes(VmRun vm, String url) {
        Map<String, String> labels = vm.pass().labels().vm(vm.id());
        boolean v2v = vm.route().is(ItineraryPredicate.V2V);
        boolean cold = vm.question().host() && !vm.route().warm();
        Transfer transfer = vm.pass().kind().transfer(v2v, cold);
        String secret = SourceCredentials.secret(
                vm, transfer.populates() ? SourceCredentials.Use.POPULATOR : SourceCredentials.Use.DATA_VOLUMES);
        String configMap = transfer.populates() ? null : SourceCredentials.configMap(vm);
        Transfer.Origin origin = new Transfer.Origin(
                url,
                vm.source().uuid(),
                secret,
                configMap,
                vm.pass().source().getStatus().fingerprint(),
                vm.pass().vddkImage());
        return new VolumeManifests(
                vm.names(),
                transfer,
                origin,
                labels,
                vm.pass().labels().uids(vm.id()),
                vm.pass().kind().converts() && !v2v ? vm.source().uuid() : null,
                annotations(vm, transfer));
    }

    /** What CDI or a populator is told about each of the volumes. */
    private static Map<String, String> annotations(VmRun vm, Transfer transfer) {
        Map<String, String> annotations = new TreeMap<>();
        Optional<String> serviceAccount = Optional.ofNullable(vm.pass().serviceAccount());
        if (transfer.populates()) {
            serviceAccount.ifPresent(name -> annotations.put("forklift.konveyor.io/serviceAccount", name));
            return annotations;
        }
        annotations.putAll(vm.pass().transferNetwork());
        serviceAccount.ifPresent(name -> annotations.put("cdi.kubevirt.io/storage.pod.serviceAccountName", name));
        if (vm.route().warm()) {
            annotations.put("cdi.kubevirt.io/storage.usePopulator", "false");
        }
        // on the own cluster the conversion pod is the first consumer
        if (vm.route().warm() || !vm.question().host() || vm.pass().kind() == SourceKind.OPENSHIFT) {
            annotations.put("cdi.kubevirt.io/storage.bind.immediate.requested", "true");
        }
        return annotations;
    }

    private static ArrayNode checkpoints(VmRun vm, DiskOnTheWay disk) {
        return vm.route().warm() ? SnapshotPhases.checkpoints(vm, disk.source()) : null;
    }

    static void follow(VmRun vm) {
        vm.work();
        List<GenericKubernetesResource> volumes = vm.volumes().dataVolumes(vm.id());
        if (volumes.isEmpty()) {
            followPopulators(vm);
        }
        for (GenericKubernetesResource volume : volumes) {
            DiskCopies.countFailures(vm, volume);
            vm.editTask(task(vm, source(volume)), task -> DiskCopies.reflect(vm, task, volume));
        }
        vm.editStep(step -> DiskCopies.phaseOf(Steps.reflectTasks(step, vm.now())));
        PipelineStep step = vm.step();
        if (step.completed() == null || step.error() != null) {
            return;
        }
        if (vm.phase() == Phase.CopyDisks && vm.route().warm()) {
            vm.editLastPrecopy(precopy -> precopy.withEnd(vm.now()));
            vm.editWarm(warm -> warm.withSuccesses(warm.successes() + 1)
                    .withConsecutiveFailures(0)
                    .withNextPrecopyAt(vm.now().plus(vm.pass().settings().precopyInterval())));
        }
        vm.advance();
    }

    private static String task(VmRun vm, String source) {
        return vm.question().disks().stream()
                .filter(disk -> disk.source().equals(source))
                .map(DiskOnTheWay::task)
                .findFirst()
                .orElse("");
    }

    private static void followPopulators(VmRun vm) {
        List<PersistentVolumeClaim> claims = vm.volumes().claims(vm.id());
        for (DiskOnTheWay disk : vm.question().disks()) {
            Optional<PersistentVolumeClaim> claim = claims.stream()
                    .filter(found -> disk.source().equals(TargetVolumes.source(found)))
                    .findFirst();
            vm.editTask(
                    disk.task(),
                    task -> claim.map(found -> DiskCopies.populated(vm, task, found))
                            .orElseGet(() -> Steps.failed(task, "PVC is missing; disk transfer cannot continue")));
        }
    }

    private static String source(GenericKubernetesResource volume) {
        return volume.getMetadata().getAnnotations().get(VolumeManifests.DISK_SOURCE);
    }
}
