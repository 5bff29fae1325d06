package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.provider.driver.ProviderException;
import mtv.provider.driver.SoleVm;
import mtv.provider.driver.SourceDriver;
import mtv.scenario.Power;
import mtv.scenario.Preparation;
import mtv.settings.SourceProviderEntry;
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
    private final VimPlaces places;
    private final VimTasks tasks;
    private final VimSnapshots snapshots;
    private final Optional<String> lun;

    /** @param limit how long a task may take */
    VimDriver(SourceProviderEntry entry, VimService vim, Duration limit) {
        VimProperties properties = new VimProperties(vim);
        this.sourceKey = entry.key();
        this.lun = entry.rdmLun();
        this.vim = vim;
        this.machines = new VimMachines(properties);
        this.places = new VimPlaces(sourceKey, properties);
        this.tasks = new VimTasks(vim, limit);
        this.snapshots = new VimSnapshots(properties, this::run);
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
        return SoleVm.of(found, name, sourceKey, "\"id\" or by \"path\"");
    }

    /** What is named must be there, and clear. */
    @Override
    public Optional<String> cannotPrepare(Copy copy) throws IOException {
        Preparation wanted = copy.preparation();
        try {
            places.requireAll(wanted);
            if (wanted.linkedToSnapshot().isPresent()) {
                snapshot(copy);
            }
            return Optional.empty();
        } catch (ProviderException e) {
            return Optional.of(e.getMessage());
        }
    }

    private VimService.Ref snapshot(Copy copy) throws IOException {
        String name = copy.preparation().linkedToSnapshot().orElseThrow();
        return snapshots
                .find(new VimService.Ref("VirtualMachine", copy.vmId()), name)
                .orElseThrow(() -> new ProviderException("VM " + copy.vmName() + " of source provider " + sourceKey
                        + " has not one snapshot of the name " + name
                        + ", of which its clone is to be a linked one: make"
                        + " it, or leave linked_to_snapshot out"));
    }

    @Override
    public void copy(Copy copy) throws IOException {
        VimService.Ref made = cloned(copy);
        Optional<ObjectNode> hardware = new VimHardware(devices(made, copy), places, lun).spec(copy.preparation());
        if (hardware.isPresent()) {
            reconfigure(made, hardware.get(), "prepare VM " + copy.name());
        }
        if (copy.changeTracking()) {
            track(made, copy.name());
        }
        snapshots.make(made, copy.preparation().snapshots(), copy.name());
        if (copy.power().filter(Power.ON::equals).isPresent()) {
            run(made, "PowerOnVM_Task", VimService.parameters(), "power on VM " + copy.name());
        }
    }

    /** Of a copy to which nothing is added nobody needs to know them. */
    private JsonNode devices(VimService.Ref vm, Copy copy) throws IOException {
        Preparation wanted = copy.preparation();
        return wanted.disks().isEmpty() && wanted.nics().isEmpty() ? VimService.array() : machines.devices(vm);
    }

    private VimService.Ref cloned(Copy copy) throws IOException {
        VimMachines.Machine original =
                machines.withId(copy.vmId()).orElseThrow(() -> new IOException("VM " + copy.vmName() + " has gone"));
        VimService.Ref folder = original.folder()
                .orElseThrow(() -> new ProviderException("VM " + copy.vmName() + " of source provider " + sourceKey
                        + " is in a vApp and in no folder, so there is no place for its copy: move it into a folder, or"
                        + " name another VM"));
        ObjectNode spec = VimService.object("VirtualMachineCloneSpec")
                .put("powerOn", false)
                .put("template", false);
        ObjectNode location = places.location(copy.preparation());
        if (copy.preparation().linkedToSnapshot().isPresent()) {
            location.put("diskMoveType", "createNewChildDiskBacking");
            spec.set("snapshot", snapshot(copy).json());
        }
        spec.set("location", location);
        ObjectNode parameters = VimService.parameters().put("name", copy.name());
        parameters.set("folder", location.has("folder") ? location.path("folder") : folder.json());
        parameters.set("spec", spec);
        return VimService.Ref.of(
                run(original.ref(), "CloneVM_Task", parameters, "clone VM " + copy.vmName() + " to " + copy.name()));
    }

    /** Of a VM that is off this holds from its next start on; a running one would need a snapshot besides. */
    private void track(VimService.Ref vm, String name) throws IOException {
        ObjectNode config = VimService.object("VirtualMachineConfigSpec").put("changeTrackingEnabled", true);
        ArrayNode options = config.putArray("extraConfig");
        for (String key : machines.trackingKeys(vm)) {
            options.add(VimService.option(key, "TRUE"));
        }
        reconfigure(vm, config, "switch Changed Block Tracking on for VM " + name);
    }

    private void reconfigure(VimService.Ref vm, ObjectNode config, String what) throws IOException {
        ObjectNode parameters = VimService.parameters();
        parameters.set("spec", config);
        run(vm, "ReconfigVM_Task", parameters, what);
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
