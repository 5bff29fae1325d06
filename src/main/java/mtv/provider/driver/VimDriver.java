package mtv.provider.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.scenario.Power;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Drives a vSphere through vCenter's VI JSON API. */
final class VimDriver implements SourceDriver {

    private static final Logger LOG = LogManager.getLogger();

    private final String sourceKey;
    private final VimService vim;
    private final VimMachines machines;
    private final VimTasks tasks;

    /** @param limit how long a task may take */
    VimDriver(String sourceKey, VimService vim, Duration limit) {
        this.sourceKey = sourceKey;
        this.vim = vim;
        this.machines = new VimMachines(vim);
        this.tasks = new VimTasks(vim, limit);
    }

    /** A template is none that could be found. */
    @Override
    public Optional<String> find(String vmName, Optional<String> vmId) throws IOException {
        if (vmId.isPresent()) {
            return machines.withId(vmId.get())
                    .filter(machine -> !machine.template())
                    .map(machine -> machine.ref().id());
        }
        return only(
                        vmName,
                        machines.named(vmName).stream()
                                .filter(machine -> !machine.template())
                                .toList())
                .map(machine -> machine.ref().id());
    }

    private Optional<VimMachines.Machine> only(String name, List<VimMachines.Machine> found) {
        if (found.size() > 1) {
            throw new ProviderException(found.size() + " VMs on source provider " + sourceKey + " have the name " + name
                    + "; say which by \"id\" or by \"path\" beside its name in the scenario");
        }
        return found.stream().findFirst();
    }

    @Override
    public void copy(Copy copy) throws IOException {
        VimMachines.Machine original =
                machines.withId(copy.vmId()).orElseThrow(() -> new IOException("VM " + copy.vmName() + " has gone"));
        VimService.Ref folder = original.folder()
                .orElseThrow(() -> new ProviderException("VM " + copy.vmName() + " of source provider " + sourceKey
                        + " is in a vApp and in no folder, so there is no place for its copy: move it into a folder, or"
                        + " name another VM"));
        ObjectNode spec = VimService.object("VirtualMachineCloneSpec")
                .put("powerOn", false)
                .put("template", false);
        spec.set("location", VimService.object("VirtualMachineRelocateSpec"));
        ObjectNode parameters = VimService.parameters().put("name", copy.name());
        parameters.set("folder", folder.json());
        parameters.set("spec", spec);
        VimService.Ref made = VimService.Ref.of(
                run(original.ref(), "CloneVM_Task", parameters, "clone VM " + copy.vmName() + " to " + copy.name()));
        if (copy.changeTracking()) {
            track(made, copy.name());
        }
        if (copy.power().filter(Power.ON::equals).isPresent()) {
            run(made, "PowerOnVM_Task", VimService.parameters(), "power on VM " + copy.name());
        }
    }

    /** Of a VM that is off this holds from its next start on; a running one would need a snapshot besides. */
    private void track(VimService.Ref vm, String name) throws IOException {
        ObjectNode config = VimService.object("VirtualMachineConfigSpec").put("changeTrackingEnabled", true);
        ArrayNode options = config.putArray("extraConfig");
        for (String key : machines.trackingKeys(vm)) {
            options.add(VimService.object("OptionValue")
                    .put("key", key)
                    .set("value", VimService.object("string").put("_value", "TRUE")));
        }
        ObjectNode parameters = VimService.parameters();
        parameters.set("spec", config);
        run(vm, "ReconfigVM_Task", parameters, "switch Changed Block Tracking on for VM " + name);
    }

    private JsonNode run(VimService.Ref vm, String method, ObjectNode parameters, String what) throws IOException {
        return tasks.await(VimService.Ref.of(vim.change(vm, method, parameters, what)), what);
    }

    @Override
    public void delete(String vmName) throws IOException {
        Optional<VimMachines.Machine> there = only(vmName, machines.named(vmName));
        if (there.isPresent()) {
            delete(there.get());
        }
    }

    private void delete(VimMachines.Machine vm) throws IOException {
        try {
            if (!vm.off()) {
                powerOff(vm);
            }
            try {
                destroy(vm);
            } catch (VimFault e) {
                makeFree(vm, e);
                destroy(vm);
            }
        } catch (VimFault e) {
            if (!e.is("ManagedObjectNotFound")) {
                throw e;
            }
        }
    }

    private void destroy(VimMachines.Machine vm) throws IOException {
        run(vm.ref(), "Destroy_Task", VimService.parameters(), "delete VM " + vm.name());
    }

    /** @throws VimFault the given one, when there is nothing to be done against it */
    private void makeFree(VimMachines.Machine vm, VimFault why) throws IOException {
        if (why.task().isPresent()) {
            endOf(why.task().get(), vm);
        } else if (why.is("InvalidPowerState")) {
            powerOff(vm);
        } else {
            throw why;
        }
    }

    private void powerOff(VimMachines.Machine vm) throws IOException {
        try {
            run(vm.ref(), "PowerOffVM_Task", VimService.parameters(), "power off VM " + vm.name());
        } catch (VimFault e) {
            if (!e.is("InvalidPowerState")) {
                throw e;
            }
        }
    }

    /** A clone of a run that was killed may still be under way; however it ends, the copy is free then. */
    private void endOf(VimService.Ref task, VimMachines.Machine vm) throws IOException {
        try {
            tasks.await(task, "end the task that VM " + vm.name() + " is busy with");
        } catch (VimFault e) {
            LOG.debug("VM {} is free", vm.name(), e);
        }
    }

    @Override
    public void close() {
        vim.logout();
    }
}
