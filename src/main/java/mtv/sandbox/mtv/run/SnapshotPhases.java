package mtv.sandbox.mtv.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.Precopy;
import mtv.model.PrecopyBuilder;
import mtv.sandbox.mtv.build.Volumes;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A warm migration's snapshots and the loop around them: what changed between two snapshots is copied while the source
 * runs, until the cutover is due.
 */
final class SnapshotPhases {

    private final Pass pass;

    SnapshotPhases(Pass pass) {
        this.pass = pass;
    }

    Map<Phase, Consumer<VmRun>> actions() {
        Map<Phase, Consumer<VmRun>> actions = new EnumMap<>(Phase.class);
        Stream.of(Phase.CreateInitialSnapshot, Phase.CreateSnapshot, Phase.CreateFinalSnapshot)
                .forEach(phase -> actions.put(phase, this::create));
        Stream.of(Phase.WaitForInitialSnapshot, Phase.WaitForSnapshot, Phase.WaitForFinalSnapshot)
                .forEach(phase -> actions.put(phase, this::waitForSnapshot));
        Stream.of(Phase.StoreInitialSnapshotDeltas, Phase.StoreSnapshotDeltas)
                .forEach(phase -> actions.put(phase, this::storeDeltas));
        Stream.of(Phase.RemovePreviousSnapshot, Phase.RemovePenultimateSnapshot, Phase.RemoveFinalSnapshot)
                .forEach(phase -> actions.put(phase, this::remove));
        Stream.of(
                        Phase.WaitForPreviousSnapshotRemoval,
                        Phase.WaitForPenultimateSnapshotRemoval,
                        Phase.WaitForFinalSnapshotRemoval)
                .forEach(phase -> actions.put(phase, this::waitForRemoval));
        actions.put(Phase.CopyingPaused, this::pause);
        actions.put(Phase.AddCheckpoint, vm -> addCheckpoint(vm, false));
        actions.put(Phase.AddFinalCheckpoint, vm -> addCheckpoint(vm, true));
        return actions;
    }

    private void create(VmRun vm) {
        String snapshot = pass.platform().createSnapshot(vm.id());
        vm.addPrecopy(PrecopyBuilder.builder()
                .snapshot(snapshot)
                .createTaskId(task("create", snapshot))
                .start(vm.now())
                .build());
        vm.editStep(step -> Steps.restart(step, vm.precopies().size(), vm.now()));
        vm.advance();
    }

    private void waitForSnapshot(VmRun vm) {
        if (pass.platform().snapshotReady(vm.id(), vm.lastPrecopy().snapshot())) {
            vm.advance();
        }
    }

    private void storeDeltas(VmRun vm) {
        String snapshot = vm.lastPrecopy().snapshot();
        List<Precopy.DiskDelta> deltas = vm.question().disks().stream()
                .map(disk -> new Precopy.DiskDelta(
                        disk.source(), disk.disk().serial() + "/" + snapshot.replaceAll("\\D", "")))
                .toList();
        vm.editLastPrecopy(precopy -> precopy.withDeltas(deltas));
        vm.advance();
    }

    private void remove(VmRun vm) {
        String snapshot = vm.lastPrecopy().snapshot();
        pass.platform().removeSnapshot(vm.id(), snapshot);
        vm.editLastPrecopy(precopy -> precopy.withRemoveTaskId(task("remove", snapshot)));
        vm.advance();
    }

    private void waitForRemoval(VmRun vm) {
        if (!vm.source().snapshots().contains(vm.lastPrecopy().snapshot())) {
            vm.advance();
        }
    }

    /** The only place where a cutover takes effect: a round that has begun is always finished. */
    private void pause(VmRun vm) {
        Instant now = pass.environment().clock().instant();
        if (cutover(vm).filter(due -> !due.isAfter(now)).isPresent()) {
            vm.go(Phase.StorePowerState);
        } else if (!vm.status().warm().nextPrecopyAt().isAfter(now)) {
            vm.advance();
        }
    }

    private Optional<Instant> cutover(VmRun vm) {
        return Optional.ofNullable(pass.migration().vmCutover()).stream()
                .flatMap(List::stream)
                .filter(entry -> entry.id().equals(vm.id()))
                .map(entry -> entry.cutover())
                .findFirst()
                .or(() -> Optional.ofNullable(pass.migration().cutover()));
    }

    private void addCheckpoint(VmRun vm, boolean last) {
        for (GenericKubernetesResource volume : pass.target().volumes().dataVolumes(vm.id())) {
            ObjectNode spec = JsonNodeFactory.instance.objectNode().put("finalCheckpoint", last);
            String disk = volume.getMetadata().getAnnotations().get(Volumes.DISK_SOURCE);
            spec.set("checkpoints", checkpoints(vm, disk));
            pass.target().volumes().patchDataVolume(volume.getMetadata().getName(), spec);
        }
        vm.advance();
    }

    /** All rounds so far: from where on to copy is the change id that the round before has stored. */
    static ArrayNode checkpoints(VmRun vm, String disk) {
        ArrayNode checkpoints = JsonNodeFactory.instance.arrayNode();
        String previous = "";
        for (Precopy precopy : vm.precopies()) {
            checkpoints.addObject().put("previous", previous).put("current", precopy.snapshot());
            previous = delta(precopy, disk);
        }
        return checkpoints;
    }

    private static String delta(Precopy precopy, String disk) {
        return Optional.ofNullable(precopy.deltas()).stream()
                .flatMap(List::stream)
                .filter(delta -> delta.disk().equals(disk))
                .map(Precopy.DiskDelta::deltaId)
                .findFirst()
                .orElse("");
    }

    private static String task(String what, String snapshot) {
        return "task-" + what + "-" + snapshot;
    }
}
