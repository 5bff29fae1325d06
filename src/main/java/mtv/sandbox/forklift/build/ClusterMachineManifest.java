package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.model.NetworkDestination.Type;

import java.util.HashMap;
import java.util.Map;

/**
 * The VirtualMachine for a VM of another OpenShift: the exported spec with other claims and networks. MTV loses some
 * parts on the way, and so does this class: the Plan's labels, node selector and affinity, and a NIC that would change
 * between the pod network and another.
 */
public final class ClusterMachineManifest {

    private ClusterMachineManifest() {}

    /** @param exported the spec of the source machine; it is changed */
    public static GenericKubernetesResource build(MachineManifest.Blueprint blueprint, ObjectNode exported) {
        Map<String, String> claims = new HashMap<>();
        blueprint
                .disks()
                .forEach(disk -> claims.put(disk.source(), blueprint.claims().get(disk.index())));
        ObjectNode guest = exported.withObject("/template/spec");
        String namespace = blueprint.names().source().namespace();
        for (JsonNode volume : guest.path("volumes")) {
            rename(volume.path("persistentVolumeClaim"), "claimName", namespace, claims);
            rename(volume.path("dataVolume"), "name", namespace, claims);
        }
        networks(blueprint, guest);
        // Go writes these fields although nobody set them
        exported.withObject("/template/metadata").putNull("creationTimestamp");
        guest.withObject("/domain/resources");
        exported.remove("running");
        exported.remove("dataVolumeTemplates");
        return MachineManifest.machine(blueprint, exported.put("runStrategy", blueprint.runStrategy()));
    }

    private static void rename(JsonNode volume, String field, String namespace, Map<String, String> claims) {
        String claim = claims.get(namespace + "/" + volume.path(field).asText());
        if (claim != null) {
            ((ObjectNode) volume).put(field, claim);
        }
    }

    private static void networks(MachineManifest.Blueprint blueprint, ObjectNode guest) {
        ArrayNode networks = guest.withArray("networks");
        ArrayNode interfaces = guest.withObject("/domain/devices").withArray("interfaces");
        Map<String, PlanMaps.Attachment> attached = new HashMap<>();
        blueprint
                .attachments()
                .forEach(attachment -> attached.put(attachment.nic().id(), attachment));
        for (int at = networks.size() - 1; at >= 0; at--) {
            ObjectNode network = (ObjectNode) networks.get(at);
            String name = network.path("name").asText();
            PlanMaps.Attachment attachment = attached.get(name);
            boolean pod = network.has("pod");
            if (attachment == null || pod != (attachment.destination().type() == Type.POD)) {
                networks.remove(at);
                remove(interfaces, name);
            } else if (!pod) {
                network.withObject("/multus")
                        .put(
                                "networkName",
                                attachment.destination().namespace() + "/"
                                        + attachment.destination().name());
            }
        }
    }

    private static void remove(ArrayNode interfaces, String name) {
        for (int at = interfaces.size() - 1; at >= 0; at--) {
            if (name.equals(interfaces.get(at).path("name").asText())) {
                interfaces.remove(at);
            }
        }
    }
}
