package mtv.sandbox.mtv.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.PipelineStep;
import mtv.model.StorageDestination;
import mtv.sandbox.mtv.build.DiskOnTheWay;
import mtv.sandbox.mtv.build.Labels;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.build.SourceKind;
import mtv.sandbox.mtv.build.Transfer;
import mtv.sandbox.mtv.build.Volumes;
import mtv.sandbox.work.Key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
        Volumes volumes = volumes(vm, url.get());
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

    private static Volumes volumes(VmRun vm, String url) {
        Map<String, String> labels = vm.pass().labels().vm(vm.id());
        String prefix = Pods.prefix(vm.pass().plan().getMetadata().getName(), vm.id());
        Map<String, Object> facts =
                Map.of("prefix", prefix, "labels", Labels.with(labels, "resource", "vm-config"), "login", login(vm));
        String configMap = vm.target().create("certificate", facts);
        String secret = vm.target().create("login", facts);
        boolean v2v = vm.route().is(Trait.V2V);
        Transfer.Origin origin = new Transfer.Origin(
                url,
                vm.source().uuid(),
                secret,
                configMap,
                vm.pass().source().getStatus().fingerprint(),
                vm.pass().vddkImage());
        boolean apart = !v2v && vm.route().is(Trait.CONVERSION);
        return new Volumes(
                vm.names(),
                vm.pass()
                        .kind()
                        .transfer(v2v, vm.question().host() && !vm.route().warm()),
                origin,
                apart ? Labels.with(labels, "vmUUID", vm.source().uuid()) : labels,
                vm.pass().transferNetwork());
    }

    private static ArrayNode checkpoints(VmRun vm, DiskOnTheWay disk) {
        return vm.route().warm() ? SnapshotPhases.checkpoints(vm, disk.source()) : null;
    }

    private static Map<String, String> login(VmRun vm) {
        Map<String, String> login = new TreeMap<>();
        vm.pass()
                .environment()
                .caches()
                .secrets()
                .get(Key.of(vm.pass().source().getSpec().secret()))
                .map(Secret::getData)
                .ifPresent(data -> data.forEach((key, value) -> vm.pass()
                        .kind()
                        .keyOfLogin(key)
                        .ifPresent(name -> login.put(
                                name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)))));
        return login;
    }

    static void follow(VmRun vm) {
        vm.work();
        List<GenericKubernetesResource> volumes = vm.volumes().dataVolumes(vm.id());
        if (volumes.isEmpty()) {
            followPopulators(vm);
        }
        for (GenericKubernetesResource volume : volumes) {
            Copies.countFailures(vm, volume);
            vm.editTask(task(vm, source(volume)), task -> Copies.reflect(vm, task, volume));
        }
        vm.editStep(step -> Copies.phaseOf(Steps.reflectTasks(step, vm.now())));
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
                    task -> claim.map(found -> Copies.populated(vm, task, found))
                            .orElseGet(() -> Steps.failed(task, "PVC is missing; disk transfer cannot continue")));
        }
    }

    private static String source(GenericKubernetesResource volume) {
        return volume.getMetadata().getAnnotations().get(Volumes.DISK_SOURCE);
    }
}
