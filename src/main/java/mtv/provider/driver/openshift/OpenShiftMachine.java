package mtv.provider.driver.openshift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.ResourceKind;
import mtv.provider.driver.SourceDriver.NewVm;
import mtv.scenario.Creation;
import mtv.scenario.Power;
import mtv.scenario.ResourceNames;

/**
 * The VirtualMachine for a VM that is created: disks that CDI fills, and one NIC on the pod network. What a preference
 * would decide is left to it where there is one.
 */
final class OpenShiftMachine {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the only disk, where no template names it. */
    private static final String ROOT = "root";

    private static final String NIC = "default";
    private static final String VIRTIO = "virtio";

    private final NewVm vm;
    private final Creation wanted;
    private final ArrayNode disks = JSON.createArrayNode();
    private final ArrayNode volumes = JSON.createArrayNode();
    private final ArrayNode dataVolumes = JSON.createArrayNode();

    OpenShiftMachine(NewVm vm) {
        this.vm = vm;
        this.wanted = vm.creation();
        if (wanted.dataVolumeTemplates().isEmpty()) {
            add(onlyDisk());
        }
        wanted.dataVolumeTemplates().forEach(template -> add(template.deepCopy()));
    }

    /** How many disks it has. */
    int disks() {
        return disks.size();
    }

    private ObjectNode onlyDisk() {
        ObjectNode template = JSON.createObjectNode();
        template.putObject("metadata").put("name", ROOT);
        ObjectNode spec = template.putObject("spec");
        wanted.containerDisk()
                .ifPresent(
                        image -> spec.putObject("source").putObject("registry").put("url", "docker://" + image));
        wanted.dataSource()
                .ifPresent(source -> spec.putObject("sourceRef")
                        .put("kind", ResourceKind.DATA_SOURCE.kind())
                        .put("namespace", source.place())
                        .put("name", source.name()));
        ObjectNode storage = spec.putObject("storage");
        wanted.storageClass().ifPresent(name -> storage.put("storageClassName", name));
        wanted.diskGib()
                .ifPresent(size ->
                        storage.putObject("resources").putObject("requests").put("storage", size + "Gi"));
        return template;
    }

    /** Another VM of the same templates has volumes of its own. */
    private void add(ObjectNode template) {
        ObjectNode metadata = template.withObject("/metadata");
        String disk = metadata.path("name").asText();
        String volume = ResourceNames.label(vm.name() + "-" + disk);
        metadata.put("name", volume);
        ObjectNode annotations = metadata.withObject("/annotations");
        // a storage that waits for its first consumer would let the volume of a VM that is off wait for ever
        annotations.putIfAbsent("cdi.kubevirt.io/storage.bind.immediate.requested", JSON.valueToTree("true"));
        annotations.putIfAbsent("cdi.kubevirt.io/storage.deleteAfterCompletion", JSON.valueToTree("false"));
        dataVolumes.add(template);
        volumes.addObject().put("name", disk).putObject("dataVolume").put("name", volume);
        ObjectNode device = disks.addObject().put("name", disk);
        ObjectNode target = device.putObject("disk");
        if (wanted.preference().isEmpty()) {
            target.put("bus", VIRTIO);
        }
        if (disks.size() == 1) {
            device.put("bootOrder", 1);
        }
    }

    GenericKubernetesResource manifest() {
        ObjectNode machine = JSON.createObjectNode()
                .put("apiVersion", ResourceKind.VIRTUAL_MACHINE.apiVersion())
                .put("kind", ResourceKind.VIRTUAL_MACHINE.kind());
        machine.putObject("metadata")
                .put("name", vm.name())
                .put("namespace", vm.namespace())
                .set("labels", JSON.valueToTree(vm.labels()));
        boolean on = vm.power().filter(Power.ON::equals).isPresent();
        ObjectNode spec = machine.putObject("spec").put("runStrategy", on ? "Always" : "Halted");
        wanted.instanceType()
                .ifPresent(name -> spec.putObject("instancetype")
                        .put("kind", wanted.instanceTypeKind().orElse(ResourceKind.CLUSTER_INSTANCETYPE.kind()))
                        .put("name", name));
        wanted.preference()
                .ifPresent(name -> spec.putObject("preference")
                        .put("kind", wanted.preferenceKind().orElse(ResourceKind.CLUSTER_PREFERENCE.kind()))
                        .put("name", name));
        spec.set("dataVolumeTemplates", dataVolumes);
        ObjectNode guest = spec.putObject("template").putObject("spec");
        guest.set("domain", domain());
        guest.putArray("networks").addObject().put("name", NIC).putObject("pod");
        guest.set("volumes", volumes);
        return JSON.convertValue(machine, GenericKubernetesResource.class);
    }

    private JsonNode domain() {
        ObjectNode domain = JSON.createObjectNode();
        wanted.cpus()
                .ifPresent(cpus -> domain.putObject("cpu")
                        .put("sockets", cpus)
                        .put("cores", 1)
                        .put("threads", 1));
        wanted.memoryMib().ifPresent(memory -> domain.putObject("memory").put("guest", memory + "Mi"));
        ObjectNode devices = domain.putObject("devices");
        devices.set("disks", disks);
        ObjectNode nic = devices.putArray("interfaces")
                .addObject()
                .put("name", NIC)
                // else only its instance has one, where no pool of addresses writes it, and nothing could be compared
                .put("macAddress", OpenShiftCopy.mac(vm.name(), NIC));
        if (wanted.preference().isEmpty()) {
            nic.put("model", VIRTIO);
        }
        nic.putObject("masquerade");
        return domain;
    }
}
