package mtv.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.provider.Fact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads migrated VMs out of lists of Kubernetes objects. What KubeVirt has a default for is never untold. */
public final class DestinationVms {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MigratedClaims claims;
    private final Map<String, JsonNode> instances;

    /**
     * @param claims all claims of the namespace that the VMs are in
     * @param instances all VirtualMachineInstances of it
     */
    public DestinationVms(List<PersistentVolumeClaim> claims, List<GenericKubernetesResource> instances) {
        this.claims = new MigratedClaims(claims);
        this.instances =
                instances.stream().collect(Collectors.toMap(i -> i.getMetadata().getName(), JSON::valueToTree));
    }

    /** @param vm a {@code kubevirt.io/v1} VirtualMachine */
    public DestinationVm read(GenericKubernetesResource vm) {
        JsonNode tree = JSON.valueToTree(vm);
        JsonNode spec = tree.at("/spec/template/spec");
        JsonNode affinity = spec.path("affinity");
        return machine(spec.path("domain"))
                .namespace(vm.getMetadata().getNamespace())
                .name(vm.getMetadata().getName())
                .labels(texts(tree.at("/metadata/labels")))
                .annotations(texts(tree.at("/metadata/annotations")))
                .templateLabels(texts(tree.at("/spec/template/metadata/labels")))
                .nodeSelector(texts(spec.path("nodeSelector")))
                .affinity(
                        affinity.isObject()
                                ? Fact.of(
                                        Serialization.asYaml(JSON.convertValue(affinity, Affinity.class)),
                                        "spec.template.spec.affinity")
                                : Fact.untold("spec.template.spec.affinity"))
                .printableStatus(status(vm))
                .agentConnected(agentConnected(vm))
                .instanceType(text(tree, "/spec/instancetype/name"))
                .preference(text(tree, "/spec/preference/name"))
                .nics(items(spec.at("/domain/devices/interfaces"))
                        .map(nic -> nic(nic, spec, vm.getMetadata().getNamespace()))
                        .toList())
                .disks(disks(spec))
                .secondClaims(secondClaims(vm, spec))
                .guest(Optional.ofNullable(instances.get(vm.getMetadata().getName()))
                        .map(instance -> guest(instance, agentConnected(vm))))
                .build();
    }

    private static DestinationVmBuilder machine(JsonNode domain) {
        JsonNode efi = domain.at("/firmware/bootloader/efi");
        boolean secure = efi.isObject() && efi.path("secureBoot").asBoolean(true);
        return DestinationVmBuilder.builder()
                .sockets(number(domain, "/cpu/sockets"))
                .cores(number(domain, "/cpu/cores"))
                .threads(number(domain, "/cpu/threads"))
                .cpuModel(text(domain, "/cpu/model"))
                .memoryBytes(bytes(domain, "/memory/guest"))
                .memoryLimit(bytes(domain, "/resources/limits/memory"))
                .hugepages(text(domain, "/memory/hugepages/pageSize"))
                .bootloader(Fact.of(efi.isObject() ? "efi" : "bios", "domain.firmware.bootloader"))
                .secureBoot(Fact.of(secure, "domain.firmware.bootloader.efi.secureBoot"))
                .smm(Fact.of(enabled(domain.at("/features/smm")), "domain.features.smm"))
                .tpm(Fact.of(enabled(domain.at("/devices/tpm")), "domain.devices.tpm"))
                .machineType(text(domain, "/machine/type"))
                .firmwareUuid(text(domain, "/firmware/uuid"))
                .serial(text(domain, "/firmware/serial"))
                .clock(
                        domain.has("clock")
                                ? Fact.of(domain.path("clock").toString(), "domain.clock")
                                : Fact.untold("domain.clock"));
    }

    /** A feature or device that is there may say that it is not wanted, as MTV writes of the TPM since release 2.9. */
    private static boolean enabled(JsonNode feature) {
        return feature.isObject() && feature.path("enabled").asBoolean(true);
    }

    /** KubeVirt's word for the VM's state; empty before it has one. */
    public static String status(GenericKubernetesResource vm) {
        Object status = vm.get("status", "printableStatus");
        return status == null ? "" : status.toString();
    }

    /** The condition is there only while the agent is connected. */
    public static boolean agentConnected(GenericKubernetesResource vm) {
        return hasAgent(JSON.valueToTree(vm));
    }

    private static DestinationVm.Nic nic(JsonNode nic, JsonNode spec, String namespace) {
        String name = nic.path("name").asText();
        String network = items(spec.path("networks"))
                .filter(n -> n.path("name").asText().equals(name))
                .map(n -> network(n, namespace))
                .findFirst()
                .orElse("");
        String binding = Stream.of("masquerade", "bridge", "sriov")
                .filter(nic::has)
                .findFirst()
                .orElse(nic.at("/binding/name").asText());
        return new DestinationVm.Nic(
                name,
                nic.path("macAddress").asText(),
                network,
                nic.path("model").asText(),
                binding,
                !nic.path("state").asText().equals("down"));
    }

    private static String network(JsonNode network, String namespace) {
        String name = network.at("/multus/networkName").asText();
        return name.isEmpty() ? "pod" : name.contains("/") ? name : namespace + "/" + name;
    }

    private List<DestinationVm.Disk> disks(JsonNode spec) {
        Map<String, JsonNode> devices = items(spec.at("/domain/devices/disks"))
                .collect(Collectors.toMap(d -> d.path("name").asText(), Function.identity(), (a, b) -> a));
        return items(spec.path("volumes"))
                .filter(volume -> !claim(volume).isEmpty())
                .map(volume ->
                        disk(volume, devices.getOrDefault(volume.path("name").asText(), MissingNode.getInstance())))
                .toList();
    }

    private Fact<List<String>> secondClaims(GenericKubernetesResource vm, JsonNode spec) {
        Map<String, String> labels = vm.getMetadata().getLabels();
        List<String> own =
                items(spec.path("volumes")).map(DestinationVms::claim).toList();
        return claims.besides(own, labels == null ? Map.of() : labels);
    }

    private DestinationVm.Disk disk(JsonNode volume, JsonNode device) {
        return new DestinationVm.Disk(
                volume.path("name").asText(),
                claim(volume),
                Stream.of("disk", "lun", "cdrom")
                        .map(kind -> device.path(kind).path("bus").asText())
                        .filter(bus -> !bus.isEmpty())
                        .findFirst()
                        .orElse(""),
                device.path("bootOrder").asInt(),
                device.path("shareable").asBoolean(),
                claims.of(claim(volume)));
    }

    private static String claim(JsonNode volume) {
        String claim = volume.at("/persistentVolumeClaim/claimName").asText();
        return claim.isEmpty() ? volume.at("/dataVolume/name").asText() : claim;
    }

    private static DestinationVm.Guest guest(JsonNode instance, boolean agent) {
        JsonNode os = instance.at("/status/guestOSInfo");
        return new DestinationVm.Guest(
                (os.path("name").asText() + " " + os.path("prettyName").asText()).strip(),
                addresses(instance, agent || hasAgent(instance)));
    }

    /**
     * Each interface says who tells of it: the domain, multus or the guest's agent. Only the last knows the guest's own
     * addresses; KubeVirts that do not say it show them once the agent is connected.
     */
    private static Fact<Set<String>> addresses(JsonNode instance, boolean agent) {
        List<JsonNode> byAgent = items(instance.at("/status/interfaces"))
                .filter(nic -> isToldByAgent(nic, agent))
                .toList();
        return byAgent.isEmpty()
                ? Fact.untold("the migrated guest does not tell its addresses")
                : Fact.of(
                        byAgent.stream()
                                .flatMap(nic ->
                                        Stream.concat(items(nic.path("ipAddresses")), Stream.of(nic.path("ipAddress"))))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::asText)
                                .filter(address -> !address.isEmpty())
                                .collect(Collectors.toCollection(TreeSet::new)),
                        "status.interfaces of the instance");
    }

    private static boolean isToldByAgent(JsonNode nic, boolean connected) {
        JsonNode source = nic.path("infoSource");
        return source.isTextual() ? source.asText().contains("guest-agent") : connected;
    }

    /** Whether the guest's agent has told of every interface of a {@code kubevirt.io/v1} VirtualMachineInstance. */
    public static boolean tellsAddresses(GenericKubernetesResource instance) {
        JsonNode tree = JSON.valueToTree(instance);
        List<JsonNode> interfaces = items(tree.at("/status/interfaces")).toList();
        return !interfaces.isEmpty() && interfaces.stream().allMatch(nic -> isToldByAgent(nic, hasAgent(tree)));
    }

    private static boolean hasAgent(JsonNode object) {
        return items(object.at("/status/conditions"))
                .anyMatch(c -> c.path("type").asText().equals("AgentConnected")
                        && c.path("status").asText().equals("True"));
    }

    private static Fact<Integer> number(JsonNode domain, String path) {
        return Fact.of(domain.at(path).asInt(1), origin(path));
    }

    private static Fact<String> text(JsonNode tree, String path) {
        return Fact.text(tree.at(path).asText(), origin(path));
    }

    private static Fact<Long> bytes(JsonNode domain, String path) {
        return text(domain, path)
                .map(quantity ->
                        Quantity.getAmountInBytes(Quantity.parse(quantity)).longValue());
    }

    private static String origin(String path) {
        return path.substring(1).replace('/', '.');
    }

    private static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
