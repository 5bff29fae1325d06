package mtv.sandbox.mtv.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import mtv.model.PipelineStep;
import mtv.model.PipelineTask;
import mtv.model.Progress;
import mtv.sandbox.mtv.build.DataVolumes;
import mtv.sandbox.mtv.build.Disks;
import mtv.sandbox.mtv.build.Pods;
import mtv.sandbox.mtv.build.TargetNames;
import mtv.sandbox.mtv.runtime.Secrets;
import mtv.sandbox.work.Key;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The volumes: made, and followed while CDI fills them. */
final class DiskPhases {

    private static final String COPIED = "cdi.kubevirt.io/storage.checkpoint.copied.";

    private final Pass pass;

    DiskPhases(Pass pass) {
        this.pass = pass;
    }

    Map<Phase, Consumer<VmRun>> actions() {
        return Map.of(
                Phase.CreateDataVolumes, this::create,
                Phase.AllocateDisks, this::follow,
                Phase.CopyDisks, this::follow,
                Phase.Finalize, this::follow);
    }

    private void create(VmRun vm) {
        Map<String, String> labels = pass.labels().vm(vm.id());
        String prefix = Pods.prefix(pass.plan().getMetadata().getName(), vm.id());
        pass.target().create(Pods.configMap(prefix, labels));
        String secret = pass.target().create(Pods.secret(prefix, labels, login()));
        Set<String> existing = pass.target().dataVolumes(vm.id()).stream()
                .map(DiskPhases::disk)
                .collect(Collectors.toSet());
        for (GenericKubernetesResource volume :
                DataVolumes.build(request(vm, secret), pass.mapping(), pass.settings())) {
            if (!existing.contains(disk(volume))) {
                firstCheckpoint(vm, volume);
                pass.target().createDataVolume(volume);
            }
        }
        vm.advance();
    }

    private DataVolumes.Request request(VmRun vm, String secret) {
        String image = Optional.ofNullable(pass.source().getSpec().settings())
                .map(settings -> settings.get("vddkInitImage"))
                .orElse(pass.settings().vddkImage());
        DataVolumes.Vddk vddk = new DataVolumes.Vddk(
                pass.source().getSpec().url(), secret, pass.source().getStatus().fingerprint(), image);
        return new DataVolumes.Request(
                pass.plan().getMetadata().getName(),
                pass.spec(),
                vm.wish(),
                vm.source(),
                TargetNames.forTemplates(vm.status().newName(), vm.source().name(), vm.id()),
                pass.labels().vm(vm.id()),
                vm.traits().v2vCopy() ? null : vddk);
    }

    private static void firstCheckpoint(VmRun vm, GenericKubernetesResource volume) {
        if (vm.traits().warm()) {
            ObjectNode spec = (ObjectNode) volume.getAdditionalProperties().get("spec");
            spec.put("finalCheckpoint", false);
            SnapshotPhases.checkpoints(vm, disk(volume), spec.putArray("checkpoints"));
        }
    }

    private Map<String, String> login() {
        Map<String, String> login = new TreeMap<>();
        Optional<Secret> secret = pass.environment()
                .caches()
                .secrets()
                .get(Key.of(pass.source().getSpec().secret()));
        secret.flatMap(found -> Secrets.value(found, "user")).ifPresent(user -> login.put("accessKeyId", user));
        secret.flatMap(found -> Secrets.value(found, "password")).ifPresent(word -> login.put("secretKey", word));
        secret.flatMap(Secrets::ca).ifPresent(ca -> login.put("cacert", ca));
        return login;
    }

    private void follow(VmRun vm) {
        vm.work();
        List<GenericKubernetesResource> volumes = pass.target().dataVolumes(vm.id());
        volumes.forEach(volume -> vm.editStep(step -> reflect(vm, step, volume)));
        vm.editStep(step -> phaseOf(Steps.reflectTasks(step, vm.now())));
        PipelineStep step = vm.step();
        if (step.completed() == null || step.error() != null) {
            return;
        }
        if (vm.phase() == Phase.CopyDisks && vm.traits().warm()) {
            vm.editLastPrecopy(precopy -> precopy.withEnd(vm.now()));
            vm.editWarm(warm -> warm.withSuccesses(warm.successes() + 1)
                    .withNextPrecopyAt(vm.now().plus(pass.settings().precopyInterval())));
        }
        vm.advance();
    }

    private PipelineStep reflect(VmRun vm, PipelineStep step, GenericKubernetesResource volume) {
        return step.withTasks(step.tasks().stream()
                .map(task -> task.name().equals(disk(volume)) ? reflect(vm, task, volume) : task)
                .toList());
    }

    /** Phases that are not named here change nothing, a failed volume included. */
    private PipelineTask reflect(VmRun vm, PipelineTask task, GenericKubernetesResource volume) {
        String phase =
                Optional.ofNullable(volume.<String>get("status", "phase")).orElse("");
        return switch (phase) {
            case "Succeeded", "PendingPopulation" -> Steps.done(task, vm.now());
            case "Paused" ->
                copied(vm, volume)
                        ? Steps.done(task, vm.now())
                        : task.withPhase(Steps.PENDING).withReason("Waiting for checkpoint to be applied");
            case "Pending", "ImportScheduled" -> task.withPhase(Steps.PENDING).withReason(condition(volume, "Bound"));
            case "ImportInProgress" ->
                task.withPhase(Steps.RUNNING)
                        .withReason(condition(volume, "Running"))
                        .withStarted(task.started() == null ? vm.now() : task.started())
                        .withProgress(progress(task.progress().total(), volume));
            default -> task;
        };
    }

    /** A paused volume may be paused before the round: only its claim tells that the snapshot is copied. */
    private boolean copied(VmRun vm, GenericKubernetesResource volume) {
        return pass.target()
                .claim(volume.get("status", "claimName"))
                .map(claim -> claim.getMetadata().getAnnotations())
                .filter(annotations ->
                        annotations.containsKey(COPIED + vm.lastPrecopy().snapshot()))
                .isPresent();
    }

    private static PipelineStep phaseOf(PipelineStep step) {
        boolean done = step.completed() != null;
        boolean pending = step.tasks().stream().anyMatch(task -> Steps.PENDING.equals(task.phase()));
        boolean running = step.tasks().stream().anyMatch(task -> Steps.RUNNING.equals(task.phase()));
        if (done) {
            return step.withPhase(Steps.COMPLETED).withReason(null);
        }
        return pending ? step.withPhase(Steps.PENDING) : running ? step.withPhase(Steps.RUNNING) : step;
    }

    private static Progress progress(long total, GenericKubernetesResource volume) {
        String percent =
                Optional.ofNullable(volume.<String>get("status", "progress")).orElse("");
        return percent.endsWith("%")
                ? new Progress((long) (Double.parseDouble(percent.replace("%", "")) / 100 * total), total)
                : new Progress(0, total);
    }

    private static String condition(GenericKubernetesResource volume, String type) {
        List<Map<String, Object>> conditions = volume.get("status", "conditions");
        return Optional.ofNullable(conditions).stream()
                .flatMap(List::stream)
                .filter(condition -> type.equals(condition.get("type")))
                .map(condition -> condition.getOrDefault("reason", "") + "; " + condition.getOrDefault("message", ""))
                .findFirst()
                .orElse(null);
    }

    static String disk(GenericKubernetesResource volume) {
        return Disks.baseFile(volume.getMetadata().getAnnotations().get(DataVolumes.DISK_SOURCE));
    }
}
