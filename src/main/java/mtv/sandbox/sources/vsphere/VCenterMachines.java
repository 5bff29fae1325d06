package mtv.sandbox.sources.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import mtv.sandbox.sources.SimPlatform;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SimVm.PowerState;
import mtv.sandbox.sources.SourceException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What tasks of a vCenter do to machines. A refusal of the platform is how the task ends. */
final class VCenterMachines {

    private static final Duration RECONFIGURATION = Duration.ofSeconds(2);

    private final SimPlatform vsphere;
    private final VCenterTasks tasks;
    /** Copies that are not complete, by the task that makes them. */
    private final Map<String, String> incomplete = new ConcurrentHashMap<>();

    VCenterMachines(SimPlatform vsphere, VCenterTasks tasks) {
        this.vsphere = vsphere;
        this.tasks = tasks;
    }

    /** @param location of the copy */
    VCenterTasks.Task cloneOf(SimVm source, String name, JsonNode location) {
        VCenterTasks.Task task = tasks.begin("VirtualMachine.clone", source.id());
        trying(task, () -> {
            String copy = vsphere.cloneVm(source.id(), name, made -> {
                incomplete.remove(task.id());
                tasks.succeed(task.id(), Optional.of(VimJson.reference("VirtualMachine", made.id())));
            });
            incomplete.put(task.id(), copy);
            VCenterHardware hardware = new VCenterHardware(vsphere.catalog());
            vsphere.change(copy, made -> hardware.moved(made, location, VimInventory.folders(vsphere.vms())));
        });
        return task;
    }

    /** What a canceled clone has made so far is removed. */
    void cancel(String task) {
        if (tasks.cancel(task)) {
            Optional.ofNullable(incomplete.remove(task)).ifPresent(vsphere::delete);
        }
    }

    VCenterTasks.Task reconfigure(SimVm vm, JsonNode spec) {
        VCenterTasks.Task task = tasks.begin("VirtualMachine.reconfigure", vm.id());
        vsphere.clock().after(RECONFIGURATION, () -> {
            try {
                VCenterHardware hardware = new VCenterHardware(vsphere.catalog());
                vsphere.change(vm.id(), now -> hardware.changed(now, spec));
                tasks.succeed(task.id(), Optional.empty());
            } catch (VCenterFault e) {
                tasks.fail(task.id(), e);
            }
        });
        return task;
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
