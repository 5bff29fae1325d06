package mtv.sandbox.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimVm;
import mtv.sandbox.sources.SourcePlatform;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A platform as the templates see it: all that its records say, and what can be said from several of them. */
final class SourceRecords {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long GIB = 1L << 30;
    private static final long BOOT = 512L << 20;
    /** Of the folder that a datacenter has for machines. */
    private static final int ROOT_FOLDER = 3;

    private static final int FIRST_SLOT = 192;

    private final Map<String, Catalog.Network> networks = new LinkedHashMap<>();
    private final Map<String, String> storages = new LinkedHashMap<>();

    SourceRecords(Catalog catalog) {
        catalog.networks().forEach(network -> networks.put(network.id(), network));
        catalog.storages().forEach(storage -> storages.put(storage.id(), storage.name()));
    }

    /** Everything but machines, which are too many to be kept in this form. */
    static ObjectNode root(SourcePlatform platform, List<SimVm> vms) {
        Catalog catalog = platform.catalog();
        ObjectNode root = JSON.valueToTree(catalog);
        root.put("thumbprint", platform.thumbprint());
        root.set("clusters", named(members(catalog.hosts(), Catalog.Hypervisor::cluster, Catalog.Hypervisor::id)));
        Map<String, List<String>> folders = members(vms, SimVm::folder, SimVm::id);
        List<String> unfiled = folders.getOrDefault("", List.of());
        folders.remove("");
        root.set("folders", named(folders));
        ArrayNode top = root.putArray("vmFolder");
        root.path("folders")
                .forEach(folder -> top.addObject()
                        .put("kind", "Folder")
                        .put("id", "group-v" + folder.path("number").asText()));
        unfiled.forEach(vm -> top.addObject().put("kind", "VM").put("id", vm));
        root.path("storages").forEach(storage -> number((ObjectNode) storage, "", storage.path("id")));
        Map<String, List<String>> profiles = members(catalog.profiles(), Catalog.Profile::network, Catalog.Profile::id);
        root.path("networks").forEach(network -> {
            String id = network.path("id").asText();
            number((ObjectNode) network, "", network.path("id"));
            ((ObjectNode) network)
                    .put("family", id.replaceAll("-.*", ""))
                    .set("profiles", JSON.valueToTree(profiles.getOrDefault(id, List.of())));
        });
        Map<String, List<String>> onHosts = members(vms, SimVm::host, SimVm::id);
        root.path("hosts").forEach(host -> {
            List<String> there = onHosts.getOrDefault(host.path("id").asText(), List.of());
            number((ObjectNode) host, "cluster", host.path("cluster"));
            ((ObjectNode) host).set("members", JSON.valueToTree(there));
        });
        return root;
    }

    private static <T> Map<String, List<String>> members(
            List<T> all, Function<T, String> group, Function<T, String> id) {
        return all.stream()
                .collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.mapping(id, Collectors.toList())));
    }

    private static ArrayNode named(Map<String, List<String>> groups) {
        ArrayNode named = JSON.createArrayNode();
        groups.forEach((name, members) -> {
            ObjectNode group = named.addObject().put("name", name);
            number(group, "", group.path("name"));
            group.set("members", JSON.valueToTree(members));
        });
        return named;
    }

    /** A number and a uuid of something that the platform's records have by name only. */
    private static void number(ObjectNode node, String prefix, JsonNode name) {
        byte[] bytes = name.asText().getBytes(StandardCharsets.UTF_8);
        int number = 100 + Math.floorMod(name.asText().hashCode(), 900);
        node.put(prefix.isEmpty() ? "number" : prefix + "Number", number);
        node.put(
                prefix.isEmpty() ? "uuid" : prefix + "Uuid",
                UUID.nameUUIDFromBytes(bytes).toString());
    }

    /** @param validated the revision that the policy agent has seen */
    ObjectNode of(SimVm vm, int validated) {
        ObjectNode json = JSON.valueToTree(vm);
        number(json, "folder", json.path("folder"));
        if (vm.folder().isEmpty()) {
            json.put("folderNumber", ROOT_FOLDER);
        }
        json.put("filedUnder", vm.folder().isEmpty() ? "" : vm.folder() + "/");
        json.put("validated", validated);
        json.put("sockets", vm.sockets());
        json.put("toolsRunning", vm.toolsRunning());
        json.put("windows", vm.windows());
        json.put("memoryBytes", (long) vm.memoryMib() << 20);
        json.put("instanceUuid", "50" + vm.uuid().substring(2));
        json.put("snapshot", vm.snapshots().stream().reduce("", (earlier, later) -> later));
        Stream<String> ips = vm.guestNetworks().stream().map(SimVm.Address::ip);
        json.put("ip", ips.findFirst().orElse(""));
        LongStream capacities = vm.disks().stream().mapToLong(SimVm.Disk::capacity);
        json.put("storageUsed", capacities.sum() / 3);
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
        number(disk, "storage", disk.path("storage"));
    }

    private void nic(ObjectNode json, SimVm vm, SimVm.Nic nic, ArrayNode guestNetworks) {
        json.put("number", nic.order() + 1)
                .put("slot", FIRST_SLOT + 32 * nic.order())
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
