package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The VMs of a vCenter, as its property collector tells them: all of them once, and again only when one is looked for
 * that was not among them.
 */
final class VimMachines {

    private static final String VM = "VirtualMachine";

    private final VimProperties properties;
    private List<Machine> all;

    VimMachines(VimProperties properties) {
        this.properties = properties;
    }

    /**
     * A VM or a template.
     *
     * @param folder empty for one in a vApp
     */
    record Machine(VimService.Ref ref, String name, Optional<VimService.Ref> folder, boolean template, boolean off) {}

    /** All with this name, templates included. */
    synchronized List<Machine> named(String name) throws IOException {
        return find(machine -> machine.name().equals(name));
    }

    synchronized Optional<Machine> withId(String id) throws IOException {
        return find(machine -> machine.ref().id().equals(id)).stream().findFirst();
    }

    private List<Machine> find(Predicate<Machine> wanted) throws IOException {
        boolean fresh = all == null;
        if (fresh) {
            all = read();
        }
        List<Machine> found = all.stream().filter(wanted).toList();
        if (found.isEmpty() && !fresh) {
            all = read();
            found = all.stream().filter(wanted).toList();
        }
        return found;
    }

    /** Keys by which the configuration of a VM names the tracking of its disks, such as {@code scsi0:1.ctkEnabled}. */
    List<String> trackingKeys(VimService.Ref vm) throws IOException {
        JsonNode devices = devices(vm);
        Map<Integer, String> buses = new HashMap<>();
        devices.forEach(device -> buses.put(
                device.path("key").asInt(),
                bus(device.path("_typeName").asText())
                        + device.path("busNumber").asInt()));
        List<String> keys = new ArrayList<>();
        for (JsonNode device : devices) {
            boolean disk = device.path("_typeName").asText().equals("VirtualDisk");
            // a snapshot leaves these out, so vSphere tracks none of them
            boolean leftOut = device.at("/backing/diskMode").asText().startsWith("independent")
                    || device.at("/backing/compatibilityMode").asText().equals("physicalMode");
            if (disk && !leftOut) {
                keys.add(buses.get(device.path("controllerKey").asInt()) + ":"
                        + device.path("unitNumber").asInt() + ".ctkEnabled");
            }
        }
        return keys;
    }

    /** The virtual hardware of a VM. */
    JsonNode devices(VimService.Ref vm) throws IOException {
        String path = "config.hardware.device";
        return properties.of(vm, path).get(path);
    }

    /** What a controller's type is attached to. */
    static String bus(String controller) {
        return controller.contains("IDE")
                ? "ide"
                : controller.contains("NVME")
                        ? "nvme"
                        : controller.contains("AHCI") || controller.contains("SATA") ? "sata" : "scsi";
    }

    private List<Machine> read() throws IOException {
        return properties.ofAll(List.of(VM), VM, "name", "parent", "config.template", "runtime.powerState").stream()
                .map(VimMachines::machine)
                .toList();
    }

    private static Machine machine(Map<String, JsonNode> known) {
        return new Machine(
                VimService.Ref.of(known.get(VimProperties.SELF)),
                text(known, "name"),
                Optional.ofNullable(known.get("parent"))
                        .map(VimService.Ref::of)
                        .filter(parent -> parent.type().equals("Folder")),
                text(known, "config.template").equals("true"),
                text(known, "runtime.powerState").equals("poweredOff"));
    }

    private static String text(Map<String, JsonNode> properties, String path) {
        return properties.containsKey(path) ? properties.get(path).asText() : "";
    }
}
