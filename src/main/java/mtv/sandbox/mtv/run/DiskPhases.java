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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The volumes: made, and followed while CDI or a populator fills them. */
final class DiskPhases {

    private final Pass pass;
    private final Copies copies;

    DiskPhases(Pass pass) {
        this.pass = pass;
        this.copies = new Copies(pass);
    }

    Map<Phase, Consumer<VmRun>> actions() {
        return Map.of(
                Phase.CreateDataVolumes, this::create,
                Phase.AllocateDisks, this::follow,
                Phase.CopyDisks, this::follow,
                Phase.Finalize, this::follow,
                // the image that this phase would wait for has been read already
                Phase.ConvertOpenstackSnapshot, VmRun::advance);
    }

    private void create(VmRun vm) {
        Optional<String> url = url(vm);
        if (url.isEmpty()) {
            return;
        }
        Volumes volumes = volumes(vm, url.get());
        Set<String> existing = Stream.concat(
                        pass.target().volumes().dataVolumes(vm.id()).stream().map(DiskPhases::source),
                        pass.target().volumes().claims(vm.id()).stream().map(TargetVolumes::source))
                .collect(Collectors.toSet());
        for (DiskOnTheWay disk : vm.question().disks()) {
            Optional<StorageDestination> place = pass.mapping()
                    .storage(disk.disk())
                    .map(found -> volumes.populated() ? pass.target().volumes().modes(found) : found);
            if (place.isPresent() && !existing.contains(disk.source())) {
                volumes.of(disk, place.get(), checkpoints(vm, disk)).forEach(pass.target()::create);
            }
        }
        vm.advance();
    }

    /** Where the disks are read; empty while an export is being made. */
    private Optional<String> url(VmRun vm) {
        return pass.kind() == SourceKind.OPENSHIFT
                ? pass.sourceCluster().export(vm.source())
                : Optional.of(pass.source().getSpec().url());
    }

    private Volumes volumes(VmRun vm, String url) {
        Map<String, String> labels = pass.labels().vm(vm.id());
        String prefix = Pods.prefix(pass.plan().getMetadata().getName(), vm.id());
        Map<String, Object> facts =
                Map.of("prefix", prefix, "labels", Labels.with(labels, "resource", "vm-config"), "login", login());
        String configMap = pass.target().create("certificate", facts);
        String secret = pass.target().create("login", facts);
        boolean v2v = vm.route().is(Trait.V2V);
        Transfer.Origin origin = new Transfer.Origin(
                url,
                vm.source().uuid(),
                secret,
                configMap,
                pass.source().getStatus().fingerprint(),
                pass.vddkImage());
        boolean apart = !v2v && vm.route().is(Trait.CONVERSION);
        return new Volumes(
                pass.names(vm),
                pass.kind().transfer(v2v, vm.question().host() && !vm.route().warm()),
                origin,
                apart ? Labels.with(labels, "vmUUID", vm.source().uuid()) : labels,
                pass.transferNetwork());
    }

    private static ArrayNode checkpoints(VmRun vm, DiskOnTheWay disk) {
        return vm.route().warm() ? SnapshotPhases.checkpoints(vm, disk.source()) : null;
    }

    private Map<String, String> login() {
        Map<String, String> login = new TreeMap<>();
        pass.environment()
                .caches()
                .secrets()
                .get(Key.of(pass.source().getSpec().secret()))
                .map(Secret::getData)
                .ifPresent(data -> data.forEach((key, value) -> pass.kind()
                        .keyOfLogin(key)
                        .ifPresent(name -> login.put(
                                name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)))));
        return login;
    }

    private void follow(VmRun vm) {
        vm.work();
        List<GenericKubernetesResource> volumes = pass.target().volumes().dataVolumes(vm.id());
        if (volumes.isEmpty()) {
            followPopulators(vm);
        }
        for (GenericKubernetesResource volume : volumes) {
            Copies.countFailures(vm, volume);
            vm.editTask(task(vm, source(volume)), task -> copies.reflect(vm, task, volume));
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
                    .withNextPrecopyAt(vm.now().plus(pass.settings().precopyInterval())));
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

    private void followPopulators(VmRun vm) {
        List<PersistentVolumeClaim> claims = pass.target().volumes().claims(vm.id());
        for (DiskOnTheWay disk : vm.question().disks()) {
            Optional<PersistentVolumeClaim> claim = claims.stream()
                    .filter(found -> disk.source().equals(TargetVolumes.source(found)))
                    .findFirst();
            vm.editTask(
                    disk.task(),
                    task -> claim.map(found -> copies.populated(vm, task, found))
                            .orElseGet(() -> Steps.failed(task, "PVC is missing; disk transfer cannot continue")));
        }
    }

    private static String source(GenericKubernetesResource volume) {
        return volume.getMetadata().getAnnotations().get(Volumes.DISK_SOURCE);
    }
}
