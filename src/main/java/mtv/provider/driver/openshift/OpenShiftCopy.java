package mtv.provider.driver.openshift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.scenario.ResourceNames;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A VirtualMachine that is made after another one: the same hardware under a new identity. */
final class OpenShiftCopy {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NOT_COPIED = List.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            "kubevirt.io/latest-observed-api-version",
            "kubevirt.io/storage-observed-api-version");

    private final JsonNode original;
    private final String name;

    OpenShiftCopy(GenericKubernetesResource original, String name) {
        this.original = JSON.valueToTree(original);
        this.name = name;
    }

    /** Names of the claims that the original's disks lie on, in the order of its volumes. */
    List<String> claims() {
        return original.at("/spec/template/spec/volumes")
                .valueStream()
                .map(OpenShiftCopy::claim)
                .filter(claim -> !claim.isEmpty())
                .toList();
    }

    /** Empty for a volume that is on none. */
    private static String claim(JsonNode volume) {
        return volume.at("/persistentVolumeClaim/claimName")
                .asText(volume.at("/dataVolume/name").asText(""));
    }

    /**
     * The VM, which says by templates that CDI is to clone its volumes.
     *
     * @param claims of the original, as {@link #claims} names them
     * @param on whether it starts as soon as its volumes are there
     */
    GenericKubernetesResource machine(List<GenericKubernetesResource> claims, boolean on) {
        ObjectNode machine = JSON.createObjectNode()
                .put("apiVersion", original.path("apiVersion").asText())
                .put("kind", original.path("kind").asText());
        ObjectNode metadata = machine.putObject("metadata")
                .put("name", name)
                .put("namespace", original.at("/metadata/namespace").asText());
        List.of("labels", "annotations").forEach(kind -> copyTexts(kind, metadata));
        ObjectNode spec = machine.set("spec", original.path("spec").deepCopy()).withObject("/spec");
        spec.remove(List.of("running", "dataVolumeTemplates"));
        spec.put("runStrategy", on ? "Always" : "Halted");
        List.of("instancetype", "preference").forEach(kind -> forgetRevision(spec, kind));
        newIdentity(spec.withObject("/template/spec/domain"));
        volumes(spec, claims);
        return JSON.convertValue(machine, GenericKubernetesResource.class);
    }

    private void copyTexts(String kind, ObjectNode metadata) {
        JsonNode texts = original.path("metadata").path(kind);
        if (texts.isObject()) {
            metadata.set(kind, ((ObjectNode) texts.deepCopy()).remove(NOT_COPIED));
        }
    }

    /** The revision belongs to the original alone. */
    private static void forgetRevision(ObjectNode spec, String kind) {
        if (spec.path(kind) instanceof ObjectNode matcher) {
            matcher.remove("revisionName");
        }
    }

    /** Only what is set is set anew. */
    private void newIdentity(ObjectNode domain) {
        if (domain.path("firmware") instanceof ObjectNode firmware) {
            firmware.remove(List.of("uuid", "serial"));
        }
        for (JsonNode nic : domain.at("/devices/interfaces")) {
            if (nic.hasNonNull("macAddress")) {
                ((ObjectNode) nic).put("macAddress", mac(name, nic.path("name").asText()));
            }
        }
    }

    /** A local one that depends on the names alone. */
    static String mac(String vm, String nic) {
        long bits = UUID.nameUUIDFromBytes((vm + "/" + nic).getBytes(StandardCharsets.UTF_8))
                .getLeastSignificantBits();
        String hex = String.format(Locale.ROOT, "%010x", bits & 0xff_ffff_ffffL);
        return ("02" + hex).replaceAll("..(?!$)", "$0:");
    }

    private void volumes(ObjectNode spec, List<GenericKubernetesResource> claims) {
        ArrayNode templates = JSON.createArrayNode();
        for (JsonNode volume : spec.at("/template/spec/volumes")) {
            String claim = claim(volume);
            if (!claim.isEmpty()) {
                String copy = ResourceNames.label(name + "-" + templates.size());
                templates.add(template(copy, JSON.valueToTree(claims.get(templates.size()))));
                ObjectNode changed = ((ObjectNode) volume).remove(List.of("persistentVolumeClaim", "dataVolume"));
                changed.putObject("dataVolume").put("name", copy);
            }
        }
        if (!templates.isEmpty()) {
            spec.set("dataVolumeTemplates", templates);
        }
    }

    private static ObjectNode template(String name, JsonNode claim) {
        ObjectNode template = JSON.createObjectNode();
        template.putObject("metadata")
                .put("name", name)
                .putObject("annotations")
                // else a storage that waits for its first consumer would let the volume of a VM that is off wait for
                // ever
                .put("cdi.kubevirt.io/storage.bind.immediate.requested", "true")
                .put("cdi.kubevirt.io/storage.deleteAfterCompletion", "false");
        ObjectNode spec = template.putObject("spec");
        spec.putObject("source")
                .putObject("pvc")
                .put("namespace", claim.at("/metadata/namespace").asText())
                .put("name", claim.at("/metadata/name").asText());
        ObjectNode storage = spec.putObject("storage");
        List.of("storageClassName", "volumeMode", "accessModes", "resources")
                .forEach(field -> storage.set(field, claim.at("/spec/" + field)));
        return template;
    }
}
