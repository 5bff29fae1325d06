package mtv.sandbox.forklift.phase;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.Precopy;
import mtv.model.PrecopyBuilder;
import mtv.sandbox.forklift.build.VolumeManifests;
import mtv.sandbox.forklift.itinerary.Phase;
import mtv.sandbox.forklift.itinerary.StepUpdates;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The phases of snapshots and precopies of a warm migration: what changed between two snapshots is copied while the
 * source runs, until the cutover.
 */
final class SnapshotPhases {

    private SnapshotPhases() {}

    static void create(VmRun vm) {
        String snapshot = vm.context().platform().createSnapshot(vm.id());
        vm.addPrecopy(PrecopyBuilder.builder()
                .snapshot(snapshot)
                .createTaskId(task("create", snapshot))
                .start(vm.now())
                .build());
        vm.editStep(step -> StepUpdates.restart(step, vm.precopies().size(), vm.now()));
        vm.advance();
    }

    static void waitForSnapshot(VmRun vm) {
        if (vm.context().platform().snapshotReady(vm.id(), vm.lastPrecopy().snapshot())) {
            vm.advance();
        }
    }

    static void storeDeltas(VmRun vm) {
        String snapshot = vm.lastPrecopy().snapshot();
        List<Precopy.DiskDelta> deltas = vm.options().disks().stream()
                .map(disk -> new Precopy.DiskDelta(
                        disk.source(), disk.disk().serial() + "/" + snapshot.replaceAll("\\D", "")))
                .toList();
        vm.editLastPrecopy(precopy -> precopy.withDeltas(deltas));
        vm.advance();
    }

    static void remove(VmRun vm) {
        String snapshot = vm.lastPrecopy().snapshot();
        vm.context().platform().removeSnapshot(vm.id(), snapshot);
        vm.editLastPrecopy(precopy -> precopy.withRemoveTaskId(task("remove", snapshot)));
        vm.advance();
    }

    static void waitForRemoval(VmRun vm) {
        if (!vm.source().snapshots().contains(vm.lastPrecopy().snapshot())) {
            vm.advance();
        }
    }

    /**
     * Waits for the next precopy or the cutover. A cutover takes effect only here, so a precopy that has started is
     * always finished.
     */
    static void pause(VmRun vm) {
        Instant now = vm.context().environment().clock().instant();
        if (vm.cutover().filter(due -> !due.isAfter(now)).isPresent()) {
            vm.go(Phase.StorePowerState);
        } else if (!vm.status().warm().nextPrecopyAt().isAfter(now)) {
            vm.advance();
        }
    }

    static void addCheckpoint(VmRun vm) {
        addCheckpoint(vm, false);
    }

    static void addFinalCheckpoint(VmRun vm) {
        addCheckpoint(vm, true);
    }

    private static void addCheckpoint(VmRun vm, boolean last) {
        for (GenericKubernetesResource volume : vm.volumes().dataVolumes(vm.id())) {
            ObjectNode spec = JsonNodeFactory.instance.objectNode().put("finalCheckpoint", last);
            String disk = volume.getMetadata().getAnnotations().get(VolumeManifests.DISK_SOURCE);
            spec.set("checkpoints", checkpoints(vm, disk));
            vm.volumes().patchDataVolume(volume.getMetadata().getName(), spec, files(vm));
        }
        vm.advance();
    }

    /**
     * What the copy will hold of the guest's files, since disks have no bytes here; nothing for a guest without any.
     */
    private static Map<String, String> files(VmRun vm) {
        String files = vm.context().platform().filesAt(vm.lastPrecopy().snapshot());
        return files.isEmpty() ? Map.of() : Map.of("guest.sandbox/files", files);
    }

    /** The checkpoints of all precopies so far. A copy starts from the change id that the precopy before stored. */
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
