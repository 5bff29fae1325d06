package mtv.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.utils.Serialization;
import mtv.vm.DestinationVm;
import mtv.vm.DestinationVmBuilder;
import mtv.vm.DiskOptions;
import mtv.vm.Fact;
import mtv.vm.ForeignField;
import mtv.vm.MachineOptions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads migrated VMs out of lists of Kubernetes objects. A field that KubeVirt has a default for is never unknown. */
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
        this.instances = instances.stream()
                .collect(Collectors.toMap(i -> i.getMetadata().getName(), JSON::valueToTree, (a, b) -> a));
    }

    /** @param vm a {@code kubevirt.io/v1} VirtualMachine */
    public DestinationVm read(GenericKubernetesResource vm) {
        JsonNode tree = JSON.valueToTree(vm);
        JsonNode spec = tree.at("/spec/template/spec");
        return machine(spec.path("domain"))
                .namespace(vm.getMetadata().getNamespace())
                .name(vm.getMetadata().getName())
                .labels(texts(tree.at("/metadata/labels")))
                .annotations(texts(tree.at("/metadata/annotations")))
                .templateLabels(texts(tree.at("/spec/template/metadata/labels")))
                .nodeSelector(texts(spec.path("nodeSelector")))
                .affinity(affinity(ForeignField.of(tree, "spec.template.spec.affinity")))
                .printableStatus(status(vm))
                .agentConnected(agentConnected(vm))
                .instanceType(ForeignField.of(tree, "spec.instancetype.name").text())
                .preference(ForeignField.of(tree, "spec.preference.name").text())
                .runStrategy(ForeignField.of(tree, "spec.runStrategy").text())
                .nics(items(spec.at("/domain/devices/interfaces"))
                        .map(nic -> nic(nic, spec, vm.getMetadata().getNamespace()))
                        .toList())
                .disks(disks(spec))
                .secondClaims(secondClaims(vm, spec))
                .runningSince(
                        runningSince(instances.getOrDefault(vm.getMetadata().getName(), MissingNode.getInstance())))
                .guest(Optional.ofNullable(instances.get(vm.getMetadata().getName()))
                        .map(instance -> guest(instance, agentConnected(vm))))
                .build();
    }

    private static Fact<String> affinity(ForeignField affinity) {
        if (!affinity.isThere()) {
            return Fact.unknown(affinity.path());
        }
        try {
            return affinity.astray() || !affinity.value().isObject()
                    ? affinity.unreadable("an affinity")
                    : Fact.of(
                            Serialization.asYaml(JSON.convertValue(affinity.value(), Affinity.class)), affinity.path());
        } catch (IllegalArgumentException e) {
            return affinity.unreadable("an affinity");
        }
    }

    private static DestinationVmBuilder machine(JsonNode domain) {
        ForeignField efi = of(domain, "firmware.bootloader.efi");
        ForeignField clock = of(domain, "clock");
        return DestinationVmBuilder.builder()
                .sockets(of(domain, "cpu.sockets").whole(1))
                .cores(of(domain, "cpu.cores").whole(1))
                .threads(of(domain, "cpu.threads").whole(1))
                .cpuModel(of(domain, "cpu.model").text())
                .options(MachineOptions.of(domain))
                .memoryBytes(of(domain, "memory.guest").bytes())
                .memoryLimit(of(domain, "resources.limits.memory").bytes())
                .hugepages(of(domain, "memory.hugepages.pageSize").text())
                .bootloader(bootloader(efi))
                .secureBoot(efi.enabled("secureBoot"))
                .smm(of(domain, "features.smm").enabled("enabled"))
                .tpm(of(domain, "devices.tpm").enabled("enabled"))
                .machineType(of(domain, "machine.type").text())
                .firmwareUuid(of(domain, "firmware.uuid").text())
                .serial(of(domain, "firmware.serial").text())
                .clock(
                        clock.isThere() && !clock.value().isObject()
                                ? clock.unreadable("an object")
                                : Fact.text(clock.isThere() ? clock.value().toString() : "", clock.path()));
    }

    private static Fact<String> bootloader(ForeignField efi) {
        boolean odd = efi.isThere() && (efi.astray() || !efi.value().isObject());
        return odd ? efi.unreadable("an object") : Fact.of(efi.isThere() ? "efi" : "bios", efi.path());
    }

    private static ForeignField of(JsonNode domain, String path) {
        return ForeignField.of(domain, path);
    }

    /** The VM's printable status; empty before KubeVirt has written one. */
    static String status(GenericKubernetesResource vm) {
        Object status = vm.get("status", "printableStatus");
        return status == null ? "" : status.toString();
    }

    /** The condition is there only while the agent is connected. */
    static boolean agentConnected(GenericKubernetesResource vm) {
        return hasAgent(JSON.valueToTree(vm));
    }

    private static DestinationVm.Nic nic(JsonNode nic, JsonNode spec, String namespace) {
        String name = text(nic, "name");
        String network = items(spec.path("networks"))
                .filter(n -> text(n, "name").equals(name))
                .map(n -> network(n, namespace))
                .findFirst()
                .orElse("");
        String binding = Stream.of("masquerade", "bridge", "sriov")
                .filter(nic::hasNonNull)
                .findFirst()
                .orElse(text(nic.path("binding"), "name"));
        return new DestinationVm.Nic(
                name,
                text(nic, "macAddress"),
                network,
                text(nic, "model"),
                binding,
                up(of(nic, "state")),
                of(nic, "pciAddress").text());
    }

    /** An interface without a state is up. */
    private static Fact<Boolean> up(ForeignField state) {
        String found = ForeignField.shown(state.value());
        return Set.of("", "up", "down", "absent").contains(found)
                ? Fact.of(found.isEmpty() || found.equals("up"), "state of the interface")
                : state.unreadable("up, down or absent");
    }

    private static String network(JsonNode network, String namespace) {
        String name = text(network.path("multus"), "networkName");
        if (name.isEmpty()) {
            return network.hasNonNull("pod") ? "pod" : "";
        }
        return name.contains("/") ? name : namespace + "/" + name;
    }

    private List<DestinationVm.Disk> disks(JsonNode spec) {
        Map<String, JsonNode> devices = items(spec.at("/domain/devices/disks"))
                .collect(Collectors.toMap(d -> text(d, "name"), Function.identity(), (a, b) -> a));
        return items(spec.path("volumes"))
                .filter(volume -> !claim(volume).isEmpty())
                .map(volume -> disk(volume, devices.getOrDefault(text(volume, "name"), MissingNode.getInstance())))
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
                text(volume, "name"),
                claim(volume),
                Stream.of("disk", "lun", "cdrom")
                        .map(kind -> text(device.path(kind), "bus"))
                        .filter(bus -> !bus.isEmpty())
                        .findFirst()
                        .orElse(""),
                of(device, "bootOrder").whole(0),
                of(device, "shareable").flag(false),
                DiskOptions.of(device),
                claims.of(claim(volume)));
    }

    private static String claim(JsonNode volume) {
        String claim = text(volume.path("persistentVolumeClaim"), "claimName");
        return claim.isEmpty() ? text(volume.path("dataVolume"), "name") : claim;
    }

    /** KubeVirt lists the phases that an instance came through, each with its time. */
    private static Fact<Instant> runningSince(JsonNode instance) {
        ForeignField phases = of(instance, "status.phaseTransitionTimestamps");
        if (!phases.isThere()) {
            return Fact.unknown(
                    instance.isMissingNode()
                            ? "the migrated VM does not run"
                            : "KubeVirt does not tell when it started");
        }
        return phases.astray() || !phases.value().isArray()
                ? phases.unreadable("a list")
                : items(phases.value())
                        .filter(phase -> text(phase, "phase").equals("Running"))
                        .reduce((earlier, later) -> later)
                        .map(phase -> of(phase, "phaseTransitionTimestamp").time())
                        .orElse(Fact.unknown("the migrated VM does not run"));
    }

    private static DestinationVm.Guest guest(JsonNode instance, boolean agent) {
        JsonNode os = instance.at("/status/guestOSInfo");
        return new DestinationVm.Guest(
                (text(os, "name") + " " + text(os, "prettyName")).strip(),
                addresses(instance, agent || hasAgent(instance)));
    }

    /**
     * The guest's own addresses, as its agent reports them. Each interface names the source of its information: the
     * domain, multus or the guest's agent. Releases of KubeVirt that do not name it show the guest's addresses once the
     * agent is connected. For an interface with masquerade KubeVirt shows the pod's address first in any case.
     */
    private static Fact<Set<String>> addresses(JsonNode instance, boolean agent) {
        Set<String> masqueraded = items(instance.at("/spec/domain/devices/interfaces"))
                .filter(nic -> nic.hasNonNull("masquerade"))
                .map(nic -> text(nic, "name"))
                .collect(Collectors.toSet());
        List<JsonNode> byAgent = items(instance.at("/status/interfaces"))
                .filter(nic -> isFromAgent(nic, agent))
                .toList();
        Set<String> own = byAgent.stream()
                .flatMap(nic -> masqueraded.contains(text(nic, "name")) ? behind(nic) : ofNic(nic))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean pods = byAgent.stream().allMatch(nic -> masqueraded.contains(text(nic, "name")));
        return own.isEmpty() && pods
                ? Fact.unknown("the migrated guest does not tell its addresses")
                : Fact.of(own, "status.interfaces of the instance");
    }

    private static Stream<String> ofNic(JsonNode nic) {
        return Stream.concat(items(nic.path("ipAddresses")), Stream.of(nic.path("ipAddress")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(address -> !address.isEmpty());
    }

    /** Leaves out the pod's own address, which is the field ipAddress. */
    private static Stream<String> behind(JsonNode nic) {
        return items(nic.path("ipAddresses"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(address -> !address.isEmpty() && !address.equals(text(nic, "ipAddress")));
    }

    private static boolean isFromAgent(JsonNode nic, boolean connected) {
        JsonNode source = nic.path("infoSource");
        return ForeignField.shown(source).isEmpty()
                ? connected
                : source.asText().contains("guest-agent");
    }

    /** Whether the guest's agent has reported every interface of a {@code kubevirt.io/v1} VirtualMachineInstance. */
    static boolean reportsAddresses(GenericKubernetesResource instance) {
        JsonNode tree = JSON.valueToTree(instance);
        List<JsonNode> interfaces = items(tree.at("/status/interfaces")).toList();
        return !interfaces.isEmpty() && interfaces.stream().allMatch(nic -> isFromAgent(nic, hasAgent(tree)));
    }

    private static boolean hasAgent(JsonNode object) {
        return items(object.at("/status/conditions"))
                .anyMatch(c -> c.path("type").asText().equals("AgentConnected")
                        && c.path("status").asText().equals("True"));
    }

    private static String text(JsonNode object, String field) {
        return ForeignField.shown(object.path(field));
    }

    private static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.properties().forEach(entry -> texts.put(entry.getKey(), ForeignField.shown(entry.getValue())));
        return texts;
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return array.isArray() ? array.valueStream() : Stream.of();
    }
}
