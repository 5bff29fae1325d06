package mtv.provider.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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

    private static final int PAGE = 500;
    private static final String VM = "VirtualMachine";
    private static final String READ = "tell its VMs";

    private final VimService vim;
    private List<Machine> all;

    VimMachines(VimService vim) {
        this.vim = vim;
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
        ObjectNode self = VimService.object("ObjectSpec").put("skip", false);
        self.set("obj", vm.json());
        String path = "config.hardware.device";
        JsonNode devices = VimService.value(retrieve(self, path).get(0).get(path));
        Map<Integer, String> buses = new HashMap<>();
        devices.forEach(device -> buses.put(
                device.path("key").asInt(),
                bus(device.path("_typeName").asText())
                        + device.path("busNumber").asInt()));
        List<String> keys = new ArrayList<>();
        for (JsonNode device : devices) {
            boolean disk = device.path("_typeName").asText().equals("VirtualDisk");
            // a snapshot leaves independent disks out, so vSphere tracks none of them
            if (disk && !device.at("/backing/diskMode").asText().startsWith("independent")) {
                keys.add(buses.get(device.path("controllerKey").asInt()) + ":"
                        + device.path("unitNumber").asInt() + ".ctkEnabled");
            }
        }
        return keys;
    }

    private static String bus(String controller) {
        return controller.contains("IDE")
                ? "ide"
                : controller.contains("NVME")
                        ? "nvme"
                        : controller.contains("AHCI") || controller.contains("SATA") ? "sata" : "scsi";
    }

    private List<Machine> read() throws IOException {
        ObjectNode wanted = VimService.parameters().put("recursive", true);
        wanted.set("container", vim.manager("rootFolder").json());
        wanted.putArray("type").add(VM);
        VimService.Ref view =
                VimService.Ref.of(vim.ask(vim.manager("viewManager"), "CreateContainerView", wanted, READ));
        ObjectNode throughView = VimService.object("ObjectSpec").put("skip", true);
        throughView.set("obj", view.json());
        throughView
                .putArray("selectSet")
                .add(VimService.object("TraversalSpec")
                        .put("name", "view")
                        .put("type", "ContainerView")
                        .put("path", "view")
                        .put("skip", false));
        List<Map<String, JsonNode>> found =
                retrieve(throughView, "name", "parent", "config.template", "runtime.powerState");
        vim.ask(view, "DestroyView", VimService.parameters(), READ);
        return found.stream().map(VimMachines::machine).toList();
    }

    private static Machine machine(Map<String, JsonNode> properties) {
        Map<String, JsonNode> known = new HashMap<>();
        properties.forEach((path, value) -> known.put(path, VimService.value(value)));
        return new Machine(
                VimService.Ref.of(known.get("self")),
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

    /** Properties of each object by their paths, with its reference as {@code self}. */
    private List<Map<String, JsonNode>> retrieve(ObjectNode objectSpec, String... paths) throws IOException {
        ObjectNode propertySpec =
                VimService.object("PropertySpec").put("type", VM).put("all", false);
        for (String path : paths) {
            propertySpec.withArray("pathSet").add(path);
        }
        ObjectNode filter = VimService.object("PropertyFilterSpec");
        filter.set("propSet", VimService.array(propertySpec));
        filter.set("objectSet", VimService.array(objectSpec));
        ObjectNode parameters = VimService.parameters();
        parameters.set("specSet", VimService.array(filter));
        parameters.set("options", VimService.object("RetrieveOptions").put("maxObjects", PAGE));
        VimService.Ref collector = vim.manager("propertyCollector");
        List<Map<String, JsonNode>> found = new ArrayList<>();
        JsonNode page = vim.ask(collector, "RetrievePropertiesEx", parameters, READ);
        add(page, found);
        while (page.hasNonNull("token")) {
            ObjectNode next =
                    VimService.parameters().put("token", page.path("token").asText());
            page = vim.ask(collector, "ContinueRetrievePropertiesEx", next, READ);
            add(page, found);
        }
        return found;
    }

    private static void add(JsonNode page, List<Map<String, JsonNode>> found) {
        for (JsonNode object : page.path("objects")) {
            Map<String, JsonNode> properties = new HashMap<>();
            properties.put("self", object.path("obj"));
            object.path("propSet")
                    .forEach(property -> properties.put(property.path("name").asText(), property.path("val")));
            found.add(properties);
        }
    }
}
