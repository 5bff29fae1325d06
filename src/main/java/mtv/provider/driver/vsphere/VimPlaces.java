package mtv.provider.driver.vsphere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.provider.driver.ProviderException;
import mtv.scenario.Preparation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What VMs of a vCenter lie on, are in and are connected to, found by id, name or the end of an inventory path. All is
 * read once, when the first is looked for.
 */
final class VimPlaces {

    private static final String PORT_GROUP = "DistributedVirtualPortgroup";

    /** All that has a part in paths. */
    private static final List<String> TYPES = List.of(
            "Datacenter",
            "Folder",
            "ComputeResource",
            "ResourcePool",
            "HostSystem",
            "Datastore",
            "Network",
            "DistributedVirtualSwitch");

    private final String sourceKey;
    private final VimProperties properties;
    private List<Place> all;

    VimPlaces(String sourceKey, VimProperties properties) {
        this.sourceKey = sourceKey;
        this.properties = properties;
    }

    /** What a place may be. */
    enum Kind {
        DATASTORE("Datastore"),
        FOLDER("Folder"),
        HOST("HostSystem"),
        RESOURCE_POOL("ResourcePool", "VirtualApp"),
        NETWORK("Network", PORT_GROUP, "OpaqueNetwork");

        private final List<String> types;

        Kind(String... types) {
            this.types = List.of(types);
        }

        private String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** @param path from the root on, with a slash before each part */
    private record Place(VimService.Ref ref, String name, String path) {

        private boolean isMeant(String wanted) {
            return ref.id().equals(wanted) || name.equals(wanted) || path.endsWith("/" + wanted.replaceAll("^/+", ""));
        }
    }

    /** @throws ProviderException unless exactly one is meant */
    synchronized VimService.Ref find(Kind kind, String wanted) throws IOException {
        if (all == null) {
            all = read();
        }
        List<Place> found = all.stream()
                .filter(place -> kind.types.contains(place.ref().type()) && place.isMeant(wanted))
                .toList();
        if (found.size() != 1) {
            throw new ProviderException((found.isEmpty() ? "No" : found.size()) + " " + kind.words()
                    + (found.size() > 1 ? "s" : "") + " of source provider " + sourceKey + " is meant by \"" + wanted
                    + "\" in prepare"
                    + found.stream()
                            .map(place -> place.path() + " (" + place.ref().id() + ")")
                            .collect(Collectors.joining(", ", found.isEmpty() ? "" : ": ", ""))
                    + "; name one by its id, or by the last parts of its inventory path");
        }
        return found.get(0).ref();
    }

    private List<Place> read() throws IOException {
        List<Map<String, JsonNode>> found = properties.ofAll(TYPES, "ManagedEntity", "name", "parent");
        Map<String, Map<String, JsonNode>> byId = new HashMap<>();
        found.forEach(each -> byId.put(self(each).id(), each));
        List<Place> places = new ArrayList<>();
        found.forEach(each -> places.add(new Place(self(each), name(each), path(each, byId))));
        return places;
    }

    private static VimService.Ref self(Map<String, JsonNode> object) {
        return VimService.Ref.of(object.get(VimProperties.SELF));
    }

    /** Slashes in a name are escaped by vCenter. */
    private static String name(Map<String, JsonNode> object) {
        return object.containsKey("name") ? object.get("name").asText() : "";
    }

    private static String path(Map<String, JsonNode> object, Map<String, Map<String, JsonNode>> byId) {
        Optional<Map<String, JsonNode>> parent = Optional.ofNullable(object.get("parent"))
                .map(VimService.Ref::of)
                .map(VimService.Ref::id)
                .map(byId::get);
        return parent.map(above -> path(above, byId)).orElse("") + "/" + name(object);
    }

    /** Where a clone is put; what is not said vCenter decides as for the VM itself. */
    ObjectNode location(Preparation wanted) throws IOException {
        ObjectNode location = VimService.object("VirtualMachineRelocateSpec");
        put(location, "datastore", Kind.DATASTORE, wanted.datastore());
        put(location, "folder", Kind.FOLDER, wanted.folder());
        put(location, "host", Kind.HOST, wanted.host());
        put(location, "pool", Kind.RESOURCE_POOL, wanted.resourcePool());
        return location;
    }

    private void put(ObjectNode location, String field, Kind kind, Optional<String> wanted) throws IOException {
        if (wanted.isPresent()) {
            location.set(field, find(kind, wanted.get()).json());
        }
    }

    /** How a NIC is connected to a network, which for a distributed one is a port of its switch. */
    ObjectNode connection(String network) throws IOException {
        VimService.Ref found = find(Kind.NETWORK, network);
        if (!found.type().equals(PORT_GROUP)) {
            ObjectNode backing =
                    VimService.object("VirtualEthernetCardNetworkBackingInfo").put("deviceName", nameOf(found));
            backing.set("network", found.json());
            return backing;
        }
        Map<String, JsonNode> group = properties.of(found, "key", "config.distributedVirtualSwitch");
        VimService.Ref dvSwitch = VimService.Ref.of(group.get("config.distributedVirtualSwitch"));
        ObjectNode backing = VimService.object("VirtualEthernetCardDistributedVirtualPortBackingInfo");
        backing.set(
                "port",
                VimService.object("DistributedVirtualSwitchPortConnection")
                        .put("portgroupKey", group.get("key").asText())
                        .put(
                                "switchUuid",
                                properties.of(dvSwitch, "uuid").get("uuid").asText()));
        return backing;
    }

    private synchronized String nameOf(VimService.Ref ref) {
        return all.stream()
                .filter(place -> place.ref().equals(ref))
                .findFirst()
                .map(Place::name)
                .orElseThrow();
    }

    /** The part of a file's name that says on which datastore it is; empty leaves it to vCenter. */
    String brackets(Optional<String> datastore) throws IOException {
        return datastore.isPresent() ? "[" + nameOf(find(Kind.DATASTORE, datastore.get())) + "]" : "";
    }

    /** Finds all that is named. @throws ProviderException when something is not there, or is not clear */
    void requireAll(Preparation wanted) throws IOException {
        location(wanted);
        for (Preparation.Disk disk : wanted.disks()) {
            brackets(disk.datastore());
        }
        for (Preparation.Nic nic : wanted.nics()) {
            find(Kind.NETWORK, nic.network());
        }
    }
}
