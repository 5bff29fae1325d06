package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pod of a Conversion, made from the Conversion alone. */
public final class ConversionPod {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SNAPSHOT = "SNAPSHOT_MOREF";
    private static final String VDDK = "vddk-vol-mount";
    private static final int QEMU = 107;
    private static final int INSPECTOR = 1001;

    private final JsonNode spec;
    private final HelperPods.Use use;
    private final List<Object> volumes = new ArrayList<>();
    private final List<Object> mounts = new ArrayList<>();
    private final List<Map<String, Object>> devices = new ArrayList<>();

    private ConversionPod(JsonNode spec) {
        this.spec = spec;
        this.use = HelperPods.Use.of(spec.path("type").asText());
    }

    /**
     * @param conversion whose labels and annotations the pod gets; without a name if there is no such object
     * @param snapshot that an inspection reads; empty for none
     * @param waitsForReboots whether MTV is set up to wait for reboots of the guest
     */
    public static GenericKubernetesResource of(
            GenericKubernetesResource conversion, String snapshot, boolean waitsForReboots) {
        return new ConversionPod(JSON.valueToTree(conversion.get("spec"))).pod(conversion, snapshot, waitsForReboots);
    }

    /** The labels by which the pod is found. */
    public static Map<String, String> labels(GenericKubernetesResource conversion) {
        return Labels.with(
                conversion.getMetadata().getLabels(),
                "conversion",
                conversion.getMetadata().getName());
    }

    private GenericKubernetesResource pod(
            GenericKubernetesResource conversion, String snapshot, boolean waitsForReboots) {
        boolean direct = conversion.getMetadata().getName() == null;
        disks();
        volumes.add(Map.of("name", VDDK, "emptyDir", Map.of()));
        mounts.add(Map.of("name", VDDK, "mountPath", "/opt"));
        String luks = spec.at("/diskEncryption/secret/name").asText();
        if (!luks.isEmpty()) {
            secret("luks", luks, "/etc/luks");
        }
        spec.path("extraVolumes").forEach(volumes::add);
        spec.path("extraMounts").forEach(mounts::add);
        secret(
                inspects() ? "connection-secret" : "secret-volume",
                spec.at("/connection/secret/name").asText(),
                "/etc/secret");
        Map<String, Object> facts = new HashMap<>();
        Map<String, String> labels = direct ? conversion.getMetadata().getLabels() : labels(conversion);
        facts.put("labels", Labels.with(labels, Labels.APP, use.app()));
        facts.put("annotations", annotations(conversion));
        facts.put("generateName", prefix(conversion) + use.suffix());
        facts.put("spec", spec);
        facts.put("app", use.app());
        facts.put("user", inspects() ? INSPECTOR : QEMU);
        facts.put("image", spec.path("image").asText(inspects() ? "quay.io/kubev2v/deep-inspection:latest" : null));
        facts.put("environment", environment(snapshot, waitsForReboots));
        facts.put("volumes", volumes);
        facts.put("mounts", mounts);
        facts.put("devices", devices.isEmpty() ? null : devices);
        resources(facts);
        return Manifests.object("conversion-pod", facts);
    }

    private boolean inspects() {
        return use == HelperPods.Use.DEEP_INSPECTION;
    }

    private String prefix(GenericKubernetesResource conversion) {
        String prefix = spec.at("/podSettings/generateName").asText();
        return prefix.isEmpty() ? conversion.getMetadata().getName() + "-" : prefix;
    }

    private Map<String, String> annotations(GenericKubernetesResource conversion) {
        Map<String, String> annotations = new TreeMap<>();
        spec.at("/podSettings/transferNetworkAnnotations")
                .properties()
                .forEach(each -> annotations.put(each.getKey(), each.getValue().asText()));
        annotations.putAll(conversion.getMetadata().getAnnotations());
        return annotations.isEmpty() ? null : annotations;
    }

    private void disks() {
        int index = 0;
        for (JsonNode disk : spec.path("disks")) {
            String claim = disk.path("name").asText();
            volumes.add(Map.of("name", claim, "persistentVolumeClaim", Map.of("claimName", claim)));
            if (disk.path("volumeMode").asText().equals("Block")) {
                String path = disk.path("devicePath").asText("/dev/block" + index);
                devices.add(Map.of("name", claim, "devicePath", path));
            } else {
                String path = disk.path("mountPath").asText("/mnt/disks/disk" + index);
                mounts.add(Map.of("name", claim, "mountPath", path));
            }
            index++;
        }
    }

    private void secret(String volume, String secret, String path) {
        volumes.add(Map.of("name", volume, "secret", Map.of("secretName", secret)));
        mounts.add(Map.of("name", volume, "readOnly", true, "mountPath", path));
    }

    private List<Map<String, String>> environment(String snapshot, boolean waitsForReboots) {
        Map<String, String> all = new LinkedHashMap<>();
        if (use == HelperPods.Use.CONVERSION && spec.path("type").asText().equals("InPlace")) {
            all.put("V2V_inPlace", "1");
        }
        spec.path("settings")
                .properties()
                .forEach(each -> all.put(each.getKey(), each.getValue().asText()));
        if (inspects()) {
            all.remove(SNAPSHOT);
            all.put("VM_MOREF", spec.at("/vm/id").asText());
            if (!snapshot.isEmpty()) {
                all.put(SNAPSHOT, snapshot);
            }
        } else {
            if (spec.path("xfsCompatibility").asBoolean()) {
                all.put("V2V_xfsCompatibility", "true");
            }
            if (waitsForReboots) {
                all.put("V2V_waitForGuestReboot", "true");
            }
            all.put(
                    "LOCAL_MIGRATION",
                    String.valueOf(spec.path("localMigration").asBoolean()));
        }
        if (spec.at("/diskEncryption/type").asText().equals("Clevis")) {
            all.put("V2V_NBDE_CLEVIS", "true");
        }
        return all.entrySet().stream()
                .map(each -> Map.of("name", each.getKey(), "value", each.getValue()))
                .toList();
    }

    /** Requests and limits, with hardware virtualization where the Conversion asks for it. */
    private void resources(Map<String, Object> facts) {
        Map<String, String> requests = new TreeMap<>(
                inspects() ? Map.of("cpu", "100m", "memory", "512Mi") : Map.of("cpu", "1", "memory", "1Gi"));
        Map<String, String> limits =
                new TreeMap<>(inspects() ? Map.of("cpu", "2", "memory", "4Gi") : Map.of("cpu", "4", "memory", "8Gi"));
        Map<String, String> nodes = new TreeMap<>();
        spec.at("/podSettings/nodeSelector")
                .properties()
                .forEach(each -> nodes.put(each.getKey(), each.getValue().asText()));
        if (spec.at("/podSettings/requestKVM").asBoolean()) {
            nodes.put("kubevirt.io/schedulable", "true");
            requests.put("devices.kubevirt.io/kvm", "1");
            limits.put("devices.kubevirt.io/kvm", "1");
        }
        facts.put("nodeSelector", nodes.isEmpty() ? null : nodes);
        facts.put("requests", requests);
        facts.put("limits", limits);
    }
}
