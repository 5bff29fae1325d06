package mtv.sandbox.forklift.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import mtv.sandbox.sources.Catalog;
import mtv.sandbox.sources.SimVm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What MTV reads of a machine beside its record: fields that the inventory shows of it, of its host, and of its flavor
 * and image.
 */
final class PlatformTraits {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalog catalog;
    private final SimVm vm;
    private final SourceKind kind;
    private final JsonNode own;

    PlatformTraits(Catalog catalog, SimVm vm, SourceKind kind) {
        this.catalog = catalog;
        this.vm = vm;
        this.kind = kind;
        this.own = JSON.valueToTree(vm.shown());
    }

    /** The values that the form of the machine names; null for those that MTV leaves out. */
    Map<String, Object> facts(Boolean nestedByPlan) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("zone", zone());
        facts.put("cpuModel", kind == SourceKind.OVIRT ? model()[0] : "");
        facts.put("features", features(nestedByPlan));
        facts.put(
                "dedicated", kind == SourceKind.OVIRT ? own("cpuPinningPolicy").equals("dedicated") : dedicated());
        facts.put("isolated", extra("hw:emulator_threads_policy").equals("isolate"));
        facts.put("pointer", kind != SourceKind.OPENSTACK || image().has("hw_pointer_model"));
        facts.put("video", !image().path("hw_video_model").asText().equals("none"));
        facts.put("rng", extra("hw_rng:allowed").equals("true") && image().has("hw_rng_model"));
        String queues = image().path("hw_vif_multiqueue_enabled").asText(extra("hw:vif_multiqueue_enabled"));
        facts.put("queues", queues.equals("true"));
        String serial = own("serialNumber");
        facts.put("ovirtSerial", serial.isEmpty() ? vm.id() : serial);
        return facts;
    }

    /** Of the host in vSphere, and of the machine in oVirt. */
    private String zone() {
        return switch (kind) {
            case VSPHERE ->
                catalog.hosts().stream()
                        .filter(host -> host.id().equals(vm.host()))
                        .findFirst()
                        .map(host ->
                                shown("hosts", host.name()).path("timezone").asText())
                        .orElse("");
            case OVIRT -> own.path("timezone").asText("Etc/GMT");
            default -> "";
        };
    }

    private String[] model() {
        return own("customCpuModel").split(",");
    }

    private List<Map<String, String>> features(Boolean nestedByPlan) {
        List<Map<String, String>> features = new ArrayList<>();
        String[] model = kind == SourceKind.OVIRT ? model() : new String[1];
        for (int i = 1; i < model.length; i++) {
            String policy = model[i].startsWith("-") ? "disable" : "require";
            features.add(Map.of("name", model[i].replaceFirst("^[+-]", ""), "policy", policy));
        }
        Boolean ofSource = own.path("nestedHVEnabled").asBoolean() && kind == SourceKind.VSPHERE ? true : null;
        Optional.ofNullable(nestedByPlan == null ? ofSource : nestedByPlan).ifPresent(nested -> {
            String policy = nested ? "optional" : "disable";
            features.add(Map.of("name", "vmx", "policy", policy));
            features.add(Map.of("name", "svm", "policy", policy));
        });
        return features.isEmpty() ? null : features;
    }

    private boolean dedicated() {
        String ofFlavor = extra("hw:cpu_policy");
        return (ofFlavor.isEmpty() ? image().path("hw_cpu_policy").asText() : ofFlavor).equals("dedicated");
    }

    private String own(String field) {
        return own.path(field).asText();
    }

    /** Of the flavor. */
    private String extra(String name) {
        return catalog.flavors().stream()
                .filter(flavor -> flavor.id().equals(vm.flavor()))
                .findFirst()
                .map(flavor -> shown("flavors", flavor.name())
                        .path("extraSpecs")
                        .path(name)
                        .asText())
                .orElse("");
    }

    /** The properties of the image that the machine was booted from. */
    private JsonNode image() {
        return catalog.images().stream()
                .filter(image -> image.id().equals(vm.image()))
                .findFirst()
                .map(image -> shown("images", image.name()).path("properties"))
                .orElse(JSON.createObjectNode());
    }

    private JsonNode shown(String collection, String name) {
        return JSON.valueToTree(
                catalog.shown().getOrDefault(collection, Map.of()).getOrDefault(name, Map.of()));
    }
}
