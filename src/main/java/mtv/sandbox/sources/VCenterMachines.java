package mtv.sandbox.sources;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.sources.SimVm.PowerState;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What tasks of a vCenter do to machines. A refusal of the platform is how the task ends. */
final class VCenterMachines {

    private static final Duration RECONFIGURATION = Duration.ofSeconds(2);
    private static final String TRACKING = ".ctkEnabled";

    private final SimPlatform vsphere;
    private final VCenterTasks tasks;
    /** Copies that are not complete, by the task that makes them. */
    private final Map<String, String> incomplete = new ConcurrentHashMap<>();

    VCenterMachines(SimPlatform vsphere, VCenterTasks tasks) {
        this.vsphere = vsphere;
        this.tasks = tasks;
    }

    VCenterTasks.Task cloneOf(SimVm source, String name) {
        VCenterTasks.Task task = tasks.begin("VirtualMachine.clone", source.id());
        trying(task, () -> {
            String copy = vsphere.cloneVm(source.id(), name, made -> {
                incomplete.remove(task.id());
                tasks.succeed(task.id(), Optional.of(VimJson.reference("VirtualMachine", made.id())));
            });
            incomplete.put(task.id(), copy);
        });
        if (tasks.find(task.id()).filter(VCenterTasks.Task::ended).isPresent()) {
            incomplete.remove(task.id()); // it was made before it was noted
        }
        return task;
    }

    /** What a canceled clone has made so far is removed. */
    void cancel(String task) {
        if (tasks.cancel(task)) {
            Optional.ofNullable(incomplete.remove(task)).ifPresent(vsphere::delete);
        }
    }

    /** Of the new configuration only changed block tracking is looked at: of the machine, and of disks by their key. */
    VCenterTasks.Task reconfigure(SimVm vm, JsonNode spec) {
        VCenterTasks.Task task = tasks.begin("VirtualMachine.reconfigure", vm.id());
        Set<String> tracked = StreamSupport.stream(spec.path("extraConfig").spliterator(), false)
                .filter(option -> option.at("/value/_value").asText().equalsIgnoreCase("true"))
                .map(option -> option.path("key").asText())
                .filter(key -> key.endsWith(TRACKING))
                .collect(Collectors.toSet());
        boolean tracking = spec.path("changeTrackingEnabled").asBoolean(vm.changeTracking());
        vsphere.clock().after(RECONFIGURATION, () -> {
            vsphere.change(
                    vm.id(),
                    now -> now.with()
                            .changeTracking(tracking)
                            .disks(now.disks().stream()
                                    .map(disk -> tracked.contains(key(disk)) ? disk.withChangeTracking(true) : disk)
                                    .toList())
                            .build());
            tasks.succeed(task.id(), Optional.empty());
        });
        return task;
    }

    /** Such as {@code scsi0:1.ctkEnabled}: each bus has one controller. */
    private static String key(SimVm.Disk disk) {
        return disk.bus() + "0:" + disk.unitNumber() + TRACKING;
    }

    VCenterTasks.Task power(SimVm vm, PowerState wanted) {
        VCenterTasks.Task task = tasks.begin("VirtualMachine.power", vm.id());
        trying(task, () -> vsphere.power(vm.id(), wanted, () -> tasks.succeed(task.id(), Optional.empty())));
        return task;
    }

    /** A copy cannot be deleted while it is being made. */
    VCenterTasks.Task destroy(SimVm vm) {
        incomplete.entrySet().stream()
                .filter(copy -> copy.getValue().equals(vm.id()))
                .findFirst()
                .flatMap(copy -> tasks.find(copy.getKey()))
                .ifPresent(busy -> {
                    throw VCenterFault.busy(busy);
                });
        VCenterTasks.Task task = tasks.begin("VirtualMachine.destroy", vm.id());
        trying(task, () -> {
            vsphere.delete(vm.id());
            tasks.succeed(task.id(), Optional.empty());
        });
        return task;
    }

    private void trying(VCenterTasks.Task task, Runnable work) {
        try {
            work.run();
        } catch (SourceException e) {
            tasks.fail(task.id(), VCenterFault.of(e));
        }
    }
}
