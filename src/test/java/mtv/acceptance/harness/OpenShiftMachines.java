package mtv.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * VMs of an OpenShift, made from the same descriptions as VMs of the other platforms: a VirtualMachine each, with the
 * claims of its disks, and the networks that are not the pods'.
 */
public record OpenShiftMachines(JsonNode vms) {

    static final String NAMESPACE = "source-vms";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POD = "pod";
    private static final int LONGEST = 60;

    /** The objects to create, in this order. */
    public List<HasMetadata> objects() {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build());
        Set<String> networks = new TreeSet<>();
        vms.forEach(vm -> vm.path("networks").forEach(network -> networks.add(network.asText())));
        networks.remove(POD);
        networks.forEach(network -> objects.add(object(
                "k8s.cni.cncf.io/v1",
                "NetworkAttachmentDefinition",
                network,
                JSON.createObjectNode().put("config", "{}"))));
        int number = 0;
        for (JsonNode vm : vms) {
            JsonNode disks = vm.path("disks");
            for (int i = 0; i < disks.size(); i++) {
                objects.add(object("v1", "PersistentVolumeClaim", claim(vm, i), claimSpec(disks.get(i))));
            }
            objects.add(
                    object("kubevirt.io/v1", "VirtualMachine", vm.path("name").asText(), machine(vm, number++)));
        }
        return objects;
    }

    private static HasMetadata object(String version, String kind, String name, ObjectNode spec) {
        ObjectNode object = JSON.createObjectNode().put("apiVersion", version).put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", NAMESPACE);
        object.set("spec", spec);
        return Serialization.unmarshal(object.toString(), HasMetadata.class);
    }

    /** MTV keeps the name, so it must be a valid label. */
    private static String claim(JsonNode vm, int disk) {
        String name = vm.path("name").asText().replace('.', '-');
        return name.substring(0, Math.min(name.length(), LONGEST)) + "-" + disk;
    }

    private static ObjectNode claimSpec(JsonNode disk) {
        boolean files = disk.path("storage").asText().endsWith("cephfs");
        ObjectNode spec = JSON.createObjectNode()
                .put("storageClassName", disk.path("storage").asText("ocs-storagecluster-ceph-rbd-virtualization"))
                .put("volumeMode", files ? "Filesystem" : "Block");
        spec.putArray("accessModes").add("ReadWriteMany");
        spec.putObject("resources")
                .putObject("requests")
                .put("storage", disk.path("size").asText());
        return spec;
    }

    private static ObjectNode machine(JsonNode vm, int number) {
        ObjectNode spec = JSON.createObjectNode()
                .put("runStrategy", vm.path("power").asText().equals("poweredOn") ? "Always" : "Halted");
        if (vm.has("preference")) {
            spec.putObject("preference")
                    .put("kind", "VirtualMachineClusterPreference")
                    .put("name", vm.path("preference").asText());
        }
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata")
                .putObject("annotations")
                .put("vm.kubevirt.io/os", vm.path("guest").asText());
        ObjectNode guest = template.putObject("spec");
        ObjectNode domain = guest.putObject("domain");
        compute(vm, domain);
        ArrayNode volumes = guest.putArray("volumes");
        ArrayNode disks = domain.putObject("devices").putArray("disks");
        for (int i = 0; i < vm.path("disks").size(); i++) {
            disks.addObject()
                    .put("name", "disk-" + i)
                    .put("serial", "serial-" + i)
                    .putObject("disk")
                    .put("bus", i % 2 == 0 ? "virtio" : "sata");
            volumes.addObject()
                    .put("name", "disk-" + i)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claim(vm, i));
        }
        nics(vm, number, guest);
        if (vm.path("rng").asBoolean()) {
            domain.withObject("/devices").putObject("rng");
        }
        if (vm.path("multiQueue").asBoolean()) {
            domain.withObject("/devices").put("networkInterfaceMultiqueue", true);
        }
        return spec;
    }

    private static void compute(JsonNode vm, ObjectNode domain) {
        int cores = vm.path("coresPerSocket").asInt();
        ObjectNode cpu = domain.putObject("cpu")
                .put("sockets", vm.path("cpus").asInt() / cores)
                .put("cores", cores)
                .put("threads", vm.path("threads").asInt(1));
        if (vm.has("cpuModel")) {
            cpu.put("model", vm.path("cpuModel").asText());
        }
        domain.putObject("memory").put("guest", vm.path("memoryMib").asInt() + "Mi");
        if (vm.has("machineType")) {
            domain.putObject("machine").put("type", vm.path("machineType").asText());
        }
        if (vm.has("timezone")) {
            domain.putObject("clock").put("timezone", vm.path("timezone").asText());
        }
        ObjectNode loader = domain.putObject("firmware").putObject("bootloader");
        boolean secure = vm.path("secureBoot").asBoolean();
        if (vm.path("firmware").asText().equals("efi")) {
            loader.putObject("efi").put("secureBoot", secure);
        } else {
            loader.putObject("bios");
        }
        if (secure) {
            domain.putObject("features").putObject("smm").put("enabled", true);
        }
    }

    private static void nics(JsonNode vm, int number, ObjectNode guest) {
        ArrayNode interfaces = guest.withObject("/domain/devices").putArray("interfaces");
        ArrayNode networks = guest.putArray("networks");
        for (JsonNode network : vm.path("networks")) {
            int index = networks.size();
            String name = "nic-" + index;
            boolean pod = network.asText().equals(POD);
            interfaces
                    .addObject()
                    .put("name", name)
                    .put("model", "virtio")
                    .put(
                            "macAddress",
                            String.format(Locale.ROOT, "02:0a:%02x:%02x:00:%02x", number >> 8, number & 0xff, index))
                    .putObject(pod ? "masquerade" : "bridge");
            if (pod) {
                networks.addObject().put("name", name).putObject(POD);
            } else {
                networks.addObject().put("name", name).putObject("multus").put("networkName", network.asText());
            }
        }
    }
}
