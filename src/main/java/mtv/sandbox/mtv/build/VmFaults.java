package mtv.sandbox.mtv.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.sandbox.fault.Faults;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Ways in which a migration succeeds and leaves a wrong machine: one change of its spec for each fault. */
public final class VmFaults {

    private static final Map<String, Consumer<ObjectNode>> CHANGES = Map.of(
            "memory-unit-wrong",
                    spec -> replace(spec.at("/template/spec/domain/memory"), "guest", text -> text.replace("Mi", "Ki")),
            "cpu-topology-wrong",
                    spec -> edit(
                            spec.at("/template/spec/domain/cpu"),
                            cpu -> cpu.put("cores", cpu.path("cores").asInt() + 1)),
            "nic-lost",
                    spec -> {
                        dropLast(spec.at("/template/spec/domain/devices/interfaces"));
                        dropLast(spec.at("/template/spec/networks"));
                    },
            "disk-lost",
                    spec -> {
                        dropLast(spec.at("/template/spec/domain/devices/disks"));
                        dropLast(spec.at("/template/spec/volumes"));
                    },
            "mac-changed",
                    spec -> replace(
                            spec.at("/template/spec/domain/devices/interfaces/0"), "macAddress", VmFaults::otherMac),
            "vm-on-wrong-network",
                    spec -> {
                        edit(spec.at("/template/spec/domain/devices/interfaces/0"), VmFaults::otherBinding);
                        edit(spec.at("/template/spec/networks/0"), VmFaults::otherNetwork);
                    },
            "power-state-wrong",
                    spec -> replace(spec, "runStrategy", text -> "Always".equals(text) ? "Halted" : "Always"));

    private VmFaults() {}

    /** Changes the machine for each fault that fires on it. */
    public static void apply(Faults faults, GenericKubernetesResource machine) {
        ObjectNode spec = (ObjectNode) machine.getAdditionalProperties().get("spec");
        CHANGES.forEach((fault, change) -> {
            if (faults.fires(fault, machine.getMetadata().getName())) {
                change.accept(spec);
            }
        });
    }

    private static void edit(JsonNode node, Consumer<ObjectNode> change) {
        if (node instanceof ObjectNode object) {
            change.accept(object);
        }
    }

    private static void replace(JsonNode node, String field, UnaryOperator<String> change) {
        edit(node, object -> object.put(field, change.apply(object.path(field).asText())));
    }

    private static void dropLast(JsonNode node) {
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            array.remove(array.size() - 1);
        }
    }

    private static String otherMac(String mac) {
        int last = Integer.parseInt(mac.substring(mac.length() - 2), 16) ^ 0xff;
        return mac.substring(0, mac.length() - 2) + "%02x".formatted(last);
    }

    private static void otherBinding(ObjectNode nic) {
        boolean pod = nic.remove("masquerade") != null;
        nic.remove("bridge");
        nic.putObject(pod ? "bridge" : "masquerade");
    }

    private static void otherNetwork(ObjectNode network) {
        boolean pod = network.remove("pod") != null;
        network.remove("multus");
        if (pod) {
            network.putObject("multus").put("networkName", "default/elsewhere");
        } else {
            network.putObject("pod");
        }
    }
}
