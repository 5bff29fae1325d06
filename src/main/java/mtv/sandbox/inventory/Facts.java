package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.source.Catalog;
import mtv.sandbox.source.SimVm;
import mtv.sandbox.source.SourcePlatform;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** A platform as the templates see it: all that its records say, and what can be said from several of them. */
final class Facts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long GIB = 1L << 30;
    private static final long BOOT = 512L << 20;
    private static final int FIRST_SLOT = 192;
    private static final int FIRST_BUS = 11;

    private final Map<String, Catalog.Network> networks = new LinkedHashMap<>();
    private final Map<String, String> storages = new LinkedHashMap<>();

    Facts(Catalog catalog) {
        catalog.networks().forEach(network -> networks.put(network.id(), network));
        catalog.storages().forEach(storage -> storages.put(storage.id(), storage.name()));
    }

    /** Everything but machines, which are too many to be kept in this form. */
    static ObjectNode root(SourcePlatform platform, List<SimVm> vms) {
        ObjectNode root = JSON.valueToTree(platform.catalog());
        root.put("thumbprint", platform.thumbprint());
        root.set("clusters", groups(platform.hosts(), Catalog.Host::cluster, Catalog.Host::id));
        root.set("folders", groups(vms, SimVm::folder, SimVm::id));
        root.path("storages").forEach(storage -> named((ObjectNode) storage, "", storage.path("id")));
        for (JsonNode network : root.path("networks")) {
            named((ObjectNode) network, "", network.path("id"));
            ((ObjectNode) network).put("family", network.path("id").asText().replaceAll("-.*", ""));
            ArrayNode profiles = ((ObjectNode) network).putArray("profiles");
            root.path("profiles").forEach(profile -> {
                if (profile.path("network").equals(network.path("id"))) {
                    profiles.add(profile.path("id"));
                }
            });
        }
        JsonNode onHosts = groups(vms, SimVm::host, SimVm::id);
        for (JsonNode host : root.path("hosts")) {
            named((ObjectNode) host, "cluster", host.path("cluster"));
            ArrayNode members = ((ObjectNode) host).putArray("members");
            onHosts.forEach(group -> {
                if (group.path("name").equals(host.path("id"))) {
                    group.path("members").forEach(members::add);
                }
            });
        }
        return root;
    }

    private static <T> ArrayNode groups(List<T> all, Function<T, String> group, Function<T, String> id) {
        Map<String, ArrayNode> members = new LinkedHashMap<>();
        all.forEach(one -> members.computeIfAbsent(group.apply(one), name -> JSON.createArrayNode())
                .add(id.apply(one)));
        ArrayNode groups = JSON.createArrayNode();
        members.forEach((name, list) -> {
            ObjectNode node = groups.addObject().put("name", name);
            named(node, "", node.path("name"));
            node.set("members", list);
        });
        return groups;
    }

    /** A number and a uuid of something that the platform's records have by name only. */
    private static void named(ObjectNode node, String prefix, JsonNode name) {
        node.put(
                prefix.isEmpty() ? "number" : prefix + "Number",
                100 + Math.floorMod(name.asText().hashCode(), 900));
        node.put(
                prefix.isEmpty() ? "uuid" : prefix + "Uuid",
                UUID.nameUUIDFromBytes(name.asText().getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    /** @param validated the revision that the policy agent has seen */
    ObjectNode of(SimVm vm, int validated) {
        ObjectNode json = JSON.valueToTree(vm);
        named(json, "folder", json.path("folder"));
        json.put("validated", validated)
                .put("sockets", vm.sockets())
                .put("toolsRunning", vm.toolsRunning())
                .put("windows", vm.windows())
                .put("memoryBytes", (long) vm.memoryMib() << 20)
                .put("instanceUuid", "50" + vm.uuid().substring(2))
                .put(
                        "snapshot",
                        vm.snapshots().isEmpty()
                                ? ""
                                : vm.snapshots().get(vm.snapshots().size() - 1))
                .put(
                        "ip",
                        vm.guestNetworks().stream()
                                .map(SimVm.Address::ip)
                                .findFirst()
                                .orElse(""))
                .put(
                        "storageUsed",
                        vm.disks().stream().mapToLong(SimVm.Disk::capacity).sum() / 3);
        json.path("disks").forEach(disk -> disk((ObjectNode) disk));
        ArrayNode guestDisks = json.putArray("guestDisks");
        if (vm.toolsRunning() && !vm.disks().isEmpty()) {
            guestDisks.add(json.path("disks").get(0));
        }
        ArrayNode guestNetworks = json.putArray("guestNetworks");
        vm.nics().forEach(nic -> nic((ObjectNode) json.path("nics").get(nic.order()), vm, nic, guestNetworks));
        attached(json, vm);
        return json;
    }

    private void disk(ObjectNode disk) {
        long capacity = disk.path("capacity").asLong();
        int unit = disk.path("unitNumber").asInt();
        disk.put("gib", (capacity + GIB - 1) / GIB)
                .put("usable", capacity - BOOT)
                .put("free", capacity / 2)
                .put("number", unit + 1)
                .put("letter", String.valueOf((char) ('a' + unit)))
                .put("storageName", storages.getOrDefault(disk.path("storage").asText(), ""));
        named(disk, "storage", disk.path("storage"));
    }

    private void nic(ObjectNode json, SimVm vm, SimVm.Nic nic, ArrayNode guestNetworks) {
        json.put("number", nic.order() + 1)
                .put("slot", FIRST_SLOT + 32 * nic.order())
                .put("pci", "0000:%02x:00.0".formatted(FIRST_BUS + 8 * nic.order()))
                .put("networkName", name(nic.network()));
        ArrayNode told = json.putArray("told");
        vm.guestNetworks().stream()
                .filter(address -> address.mac().equals(nic.mac()))
                .forEach(address -> {
                    ObjectNode one = JSON.valueToTree(address);
                    one.put("device", String.valueOf(nic.order()))
                            .put("deviceKey", nic.deviceKey())
                            .put("networkName", name(nic.network()));
                    told.add(one);
                    guestNetworks.add(one);
                });
    }

    /** The networks of a machine, each once, with the addresses on them in the order of their setup. */
    private void attached(ObjectNode json, SimVm vm) {
        ArrayNode ids = json.putArray("networkIds");
        ArrayNode attached = json.putArray("networks");
        vm.nics().stream().map(SimVm.Nic::network).distinct().forEach(id -> {
            ids.add(id);
            ArrayNode addresses =
                    attached.addObject().put("id", id).put("name", name(id)).putArray("addresses");
            vm.nics().stream()
                    .filter(nic -> nic.network().equals(id))
                    .flatMap(nic -> vm.addresses().stream()
                            .filter(address -> address.mac().equals(nic.mac())))
                    .forEach(address -> addresses.add(JSON.<JsonNode>valueToTree(address)));
        });
    }

    private String name(String network) {
        return networks.containsKey(network) ? networks.get(network).name() : "";
    }
}
